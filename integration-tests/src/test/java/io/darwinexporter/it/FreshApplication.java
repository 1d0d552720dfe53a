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

/**
 * An application outside of the project: built by Maven and started as its user would do it.
 */
final class FreshApplication implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private final Process running;
    private final URI address;

    private FreshApplication(Path application, FreshRepository repository, Path folder) throws Exception {
        build(application, repository, folder);
        Path log = folder.resolve("application.log");
        running = start(List.of(java(), "-Dquarkus.http.host=localhost", "-Dquarkus.http.port=0", "-jar",
                application.resolve("target/quarkus-app/quarkus-run.jar").toString()), folder, log);
        address = address(log);
    }

    /**
     * Builds an application, runs its tests, and starts it.
     *
     * @param application its folder
     * @param repository where its build finds the extension
     * @param folder for what is made besides
     */
    static FreshApplication started(Path application, FreshRepository repository, Path folder) throws Exception {
        return new FreshApplication(application, repository, folder);
    }

    String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).header("Accept", "text/plain").build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    int status(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    }

    private static void build(Path application, FreshRepository repository, Path folder) throws Exception {
        Path log = folder.resolve("build.log");
        List<String> command = new ArrayList<>(List.of(FreshRepository.PROJECT.resolve("mvnw").toString(), "-B", "-ntp",
                "package", "-Dquarkus.http.test-port=0"));
        repository.settings().forEach((name, value) -> command.add("-D" + name + '=' + value));
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

    private URI address(Path log) throws Exception {
        for (int tenths = 0; tenths < 600 && running.isAlive(); tenths++) {
            Matcher matcher = LISTENING.matcher(Files.readString(log));
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
            Thread.sleep(100);
        }
        running.destroyForcibly();
        throw new AssertionError("not started: " + Files.readString(log));
    }

    @Override
    public void close() throws InterruptedException {
        running.destroy();
        assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
