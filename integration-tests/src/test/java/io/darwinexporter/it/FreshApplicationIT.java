package io.darwinexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new application outside of the project, with the extension in its pom and three lines of configuration. The extension
 * comes from a repository of its own in front of the one that this build uses.
 */
class FreshApplicationIT {

    private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final String VERSION = System.getProperty("project.version");
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    @TempDir
    Path folder;

    @Test
    void itsFirstStartShowsTheFamilies() throws Exception {
        Path application = generate();
        installExtension();
        build(application);
        Path log = folder.resolve("application.log");
        Process running = start(List.of(java(), "-Dquarkus.http.host=localhost", "-Dquarkus.http.port=0", "-jar",
                application.resolve("target/quarkus-app/quarkus-run.jar").toString()), folder, log);
        try {
            URI address = address(running, log);
            assertThat(get(address.resolve("/hello"))).isEqualTo("Hello from Quarkus REST");
            assertThat(get(address.resolve("/q/metrics"))).contains("jvm_memory_used_bytes")
                    .containsPattern("\nprocess_num_procs\\{groupname=\"java:[^\"]+\",name=\"java\"")
                    .contains("darwin_exporter_collection_success 1.0\n").doesNotContain("groupname=\"bash");
        } finally {
            running.destroy();
            assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path generate() throws IOException {
        Path template = PROJECT.resolve("integration-tests/target/test-classes/fresh-application");
        Path application = folder.resolve("fresh-application");
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, application.resolve(template.relativize(file)));
            }
        }
        return application;
    }

    private void installExtension() throws IOException {
        install("darwin-exporter-parent", PROJECT, "");
        install("quarkus-darwin-exporter", PROJECT.resolve("runtime"), "jar");
        install("quarkus-darwin-exporter-deployment", PROJECT.resolve("deployment"), "jar");
    }

    private void install(String artifact, Path module, String packaging) throws IOException {
        String name = artifact + '-' + VERSION;
        Path home = Files.createDirectories(folder.resolve("repository/io/darwinexporter").resolve(artifact).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), home.resolve(name + ".pom"));
        if (!packaging.isEmpty()) {
            Files.copy(module.resolve("target").resolve(name + '.' + packaging), home.resolve(name + '.' + packaging));
        }
    }

    private void build(Path application) throws Exception {
        Path log = folder.resolve("build.log");
        List<String> command = new ArrayList<>(List.of(PROJECT.resolve("mvnw").toString(), "-B", "-ntp", "package",
                "-DskipTests", "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + System.getProperty("maven.repo.tail")));
        Process build = start(command, application, log);
        try {
            assertThat(build.waitFor(5, TimeUnit.MINUTES)).as("the build ends").isTrue();
        } finally {
            build.destroyForcibly();
        }
        assertThat(build.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Process start(List<String> command, Path folder, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static URI address(Process application, Path log) throws Exception {
        for (int tenths = 0; tenths < 600 && application.isAlive(); tenths++) {
            Matcher matcher = LISTENING.matcher(Files.readString(log));
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not started: " + Files.readString(log));
    }

    private static String get(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address).header("Accept", "text/plain").build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
