package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.Program.Outcome;

/**
 * The start script in a checkout: where it may be, which Java it takes, when it builds. The builds here are pretended ones,
 * in a copy of the project that holds only what the script looks at.
 */
class ScriptIT {

    @TempDir
    Path folder;

    @Test
    void scriptRunsThroughLinksAndFromAnyFolder() throws Exception {
        Path there = Files.createDirectories(folder.resolve("a folder/bin"));
        Files.createSymbolicLink(there.resolve("absolute"), Program.SCRIPT);
        Path link = Files.createSymbolicLink(there.resolve("relative"), Path.of("absolute"));

        assertThat(Program.in(folder).startedAs(link).run("--version").exitCode()).isZero();
        assertThat(Program.in(there).startedAs(Path.of("./relative")).run("--version").exitCode()).isZero();
    }

    @Test
    void scriptBecomesTheExporter() throws Exception {
        try (RunningProgram program = Program.in(folder).start()) {
            assertThat(program.handle().info().command()).get().asString().endsWith("/bin/java");
            assertThat(program.handle().children()).isEmpty();
        }
    }

    @Test
    void javaOptionsAndPropertiesReachTheJvmAndOthersTheProgram() throws Exception {
        Path java = fakeJava(folder, "17.0.1", "printf '%s\\n' \"$@\"");
        Path project = fakeProject();

        Outcome outcome = Program.in(folder).startedAs(project.resolve("darwin-exporter"))
                .with("JAVA_HOME", java.toString()).with("JAVA_OPTS", "-Xmx1g -Dx=*")
                .run("-Dkey=a b", "--include-pattern", "it's \"$HOME\" *", "-D2=", "-p", "1", "", "-D");

        assertThat(outcome.errors()).isEmpty();
        Path program = project.resolve("app/target/distribution");
        assertThat(outcome.output()).containsExactly("@" + program.resolve("jvm.args"), "-Xmx1g", "-Dx=*",
                "-Dkey=a b", "-D2=", "-jar", program.resolve("lib/quarkus-run.jar").toString(),
                "--include-pattern", "it's \"$HOME\" *", "-p", "1", "", "-D");
    }

    @Test
    void nothingIsBuiltWhenNothingChanged() throws Exception {
        assertThat(runFakeProject(fakeProject()).output()).containsExactly("running");
    }

    @Test
    void missingProgramIsBuiltFirst() throws Exception {
        Path project = fakeProject();
        Files.delete(project.resolve("app/target/distribution.built"));

        Outcome outcome = runFakeProject(project);

        assertThat(outcome.errors()).containsExactly("darwin-exporter: building (the first time takes some minutes)",
                "built by -q -B -DskipTests -pl app -am package");
        assertThat(outcome.output()).containsExactly("running");
    }

    @Test
    void changedSourceIsBuiltFirst() throws Exception {
        Path project = fakeProject();
        Files.setLastModifiedTime(project.resolve("runtime/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(runFakeProject(project).errors()).contains("built by -q -B -DskipTests -pl app -am package");
    }

    @Test
    void failedBuildIsSaid() throws Exception {
        Path project = fakeProject();
        Files.delete(project.resolve("app/target/distribution.built"));
        script(project.resolve("mvnw"), "echo noise; exit 1");

        Outcome outcome = runFakeProject(project);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).last().isEqualTo("darwin-exporter: the build failed, see the messages above");
    }

    @Test
    void buildWithoutCompilerIsRefused() throws Exception {
        Path project = fakeProject();
        Files.delete(project.resolve("app/target/distribution.built"));
        Path java = fakeJava(folder, "17.0.1", "echo running");
        Files.delete(java.resolve("bin/javac"));

        Outcome outcome = Program.in(folder).startedAs(project.resolve("darwin-exporter"))
                .with("JAVA_HOME", java.toString()).run();

        assertOneLine(outcome, "has no compiler; install a JDK 17 or newer");
    }

    @Test
    void oldJavaIsRefused() throws Exception {
        Path java = fakeJava(folder, "11.0.2", "exit 1");

        assertOneLine(Program.in(folder).with("JAVA_HOME", java.toString()).run(),
                "Java 17 or newer is needed, " + java + " is Java 11");
    }

    @Test
    void javaWithoutReleaseFileIsAsked() throws Exception {
        Path java = fakeJava(folder, "8", "echo 'java version \"1.8.0_292\"' >&2");
        Files.delete(java.resolve("release"));

        assertOneLine(Program.in(folder).with("JAVA_HOME", java.toString()).run(),
                "Java 17 or newer is needed, " + java + " is Java 1");
    }

    @Test
    void javaHomeWithoutJavaIsRefused() throws Exception {
        assertOneLine(Program.in(folder).with("JAVA_HOME", folder.toString()).run(),
                "JAVA_HOME is " + folder + ", but there is no bin/java in it; Java 17 or newer is needed");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "macOS knows its Javas without a PATH")
    void noJavaAtAllIsSaid() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sh")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }

        assertOneLine(Program.in(folder).with("JAVA_HOME", "").with("PATH", tools.toString()).run(),
                "no java found; install a JDK 17 or newer or set JAVA_HOME");
    }

    private Outcome runFakeProject(Path project) throws IOException, InterruptedException {
        return Program.in(folder).startedAs(project.resolve("darwin-exporter"))
                .with("JAVA_HOME", fakeJava(folder, "17.0.1", "echo running").toString()).run();
    }

    /** A project that is built: its sources are a little older than the program. */
    private Path fakeProject() throws IOException {
        Path project = Files.createDirectories(folder.resolve("the project")).toRealPath();
        Files.copy(Program.SCRIPT, project.resolve("darwin-exporter"), StandardCopyOption.COPY_ATTRIBUTES);
        script(project.resolve("mvnw"), "echo built by \"$@\"");
        Files.writeString(project.resolve("pom.xml"), "");
        Path sources = Files.createDirectories(project.resolve("runtime/src/main/java"));
        Files.writeString(sources.resolve("A.java"), "");
        Files.createDirectories(project.resolve("app/target/distribution/lib"));
        Path built = Files.writeString(project.resolve("app/target/distribution.built"), "");
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(1)));
        return project;
    }

    private static Path fakeJava(Path folder, String version, String body) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java-" + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), body);
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void assertOneLine(Outcome outcome, String end) {
        assertThat(outcome.errors()).singleElement().asString().startsWith("darwin-exporter: ").endsWith(end);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}
