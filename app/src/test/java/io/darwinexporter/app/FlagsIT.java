package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.darwinexporter.app.Program.Outcome;

/** Whatever prevents the start: the program through its start script says so in one line and leaves. */
class FlagsIT {

    private static final String PREFIX = "quarkus.darwin-exporter.";

    @TempDir
    Path folder;

    @Test
    void helpTellsTheFlags() throws Exception {
        Outcome help = Program.in(folder).run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).first().isEqualTo("Usage: darwin-exporter [flags] [-Dkey=value ...]");
        assertThat(help.output()).anyMatch(line -> line.contains("-p, --port=PORT"));
        assertThat(help.errors()).isEmpty();
    }

    @Test
    void versionIsThatOfTheBuild() throws Exception {
        Outcome version = Program.in(folder).run("-v");

        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).singleElement().asString().matches("darwin-exporter version \\d+\\.\\d+\\.\\d+.*");
        assertThat(version.errors()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(new String[] { "--prot", "1" }, "unknown flag or argument \"--prot\""),
                arguments(new String[] { "-p", "70000" }, "--port: \"70000\""),
                arguments(new String[] { "--port" }, "--port lacks its value"),
                arguments(new String[] { "--port", "a\nb" }, "--port: \"a b\""),
                arguments(new String[] { "--interval", "soon" }, "--interval: \"soon\""),
                arguments(new String[] { "--path", "a b" }, "--path: \"a b\""),
                arguments(new String[] { "--bind", "no.such.host.invalid" }, "quarkus.http.host: \"no.such.host.invalid\""),
                arguments(new String[] { "-Dquarkus.http.port=http" }, "quarkus.http.port: \"http\""),
                arguments(new String[] { "-Dquarkus.http.port=70000" }, "quarkus.http.port: \"70000\""),
                arguments(new String[] { "-Dquarkus.log.level=LOUD" }, "quarkus.log.level: \"LOUD\""),
                arguments(new String[] { "-Dquarkus.http.host=${nothing}" }, "Could not expand value nothing"),
                arguments(new String[] { "-D" + PREFIX + "interval=soon" }, PREFIX + "interval: \"soon\""),
                arguments(new String[] { "-D" + PREFIX + "pattern-syntax=sql" }, PREFIX + "pattern-syntax: \"sql\""),
                arguments(new String[] { "-D" + PREFIX + "pattern-syntax=regex", "--include-pattern", "(" },
                        PREFIX + "include-patterns: \"(\""),
                arguments(new String[] { "-D" + PREFIX + "procfs=/no/such/folder" }, PREFIX + "procfs: \"/no/such/folder\""),
                arguments(new String[] { "--path", "/q/metrics" }, PREFIX + "path: \"/q/metrics\""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsOneLineAndExitCode2(String[] arguments, String beginning) throws Exception {
        assertOneLine(Program.in(folder).run(arguments), 2, beginning);
    }

    @Test
    void badValueInTheEnvironmentIsOneLine() throws Exception {
        assertOneLine(Program.in(folder).with("QUARKUS_HTTP_PORT", "many").run(), 2, "quarkus.http.port: \"many\"");
    }

    @Test
    void badValueInTheFileIsOneLine() throws Exception {
        configure("quarkus.http.port=few\n");

        assertOneLine(Program.in(folder).run(), 2, "quarkus.http.port: \"few\"");
    }

    @Test
    void eachBadValueHasItsLine() throws Exception {
        configure("quarkus.http.port=few\nquarkus.shutdown.timeout=late\n");

        Outcome outcome = Program.in(folder).run();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).hasSize(2).allMatch(line -> line.startsWith("darwin-exporter: quarkus."));
    }

    @Test
    void fileThatIsNoneIsOneLine() throws Exception {
        Files.createDirectories(folder.resolve("config/application.properties"));

        assertOneLine(Program.in(folder).run(), 2, "config/application.properties: not a file");
    }

    @Test
    void malformedFileIsOneLine() throws Exception {
        configure("key=\\u12\n");

        assertOneLine(Program.in(folder).run(), 2, "config/application.properties: cannot be read");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "setpriv gives up root, who may read everything")
    void fileWithoutPermissionIsOneLine() throws Exception {
        configure("quarkus.http.port=0\n");
        Path file = folder.resolve("config/application.properties");
        Files.setPosixFilePermissions(file, Set.of());

        Program program = Program.in(folder);
        if (Files.isReadable(file)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            program = program.under("setpriv", "--reuid", "65534", "--clear-groups");
        }

        assertOneLine(program.run(), 2, "config/application.properties: no permission to read it");
    }

    @Test
    void flagWinsOverEnvironmentFileAndProperty() throws Exception {
        configure("quarkus.http.port=few\n");

        try (RunningProgram program = Program.in(folder).with("QUARKUS_HTTP_PORT", "many")
                .start("-Dquarkus.http.port=none")) {
            assertThat(program.get("/q/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void portInUseIsOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = Program.in(folder).run("-b", "127.0.0.1", "-p", "" + other.getLocalPort());

            assertOneLine(outcome, 1, "port " + other.getLocalPort() + " of 127.0.0.1 is in use by another program");
        }
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "macOS is supported there")
    void unsupportedPlatformIsOneLine() throws Exception {
        assertOneLine(Program.in(folder).run("-D" + PREFIX + "platform=darwin"), 1, "unsupported platform: ");
    }

    @Test
    void foreignAddressIsOneLine() throws Exception {
        assertOneLine(Program.in(folder).run("--bind", "203.0.113.5"), 1, "cannot listen on 203.0.113.5 port 1053");
    }

    private void configure(String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("application.properties"), text);
    }

    /** One line about the problem; before it there may be only the log's own, about what had gone well so far. */
    private static void assertOneLine(Outcome outcome, int exitCode, String beginning) {
        assertThat(outcome.errors()).filteredOn(line -> !line.matches("\\d{4}-\\d\\d-\\d\\d \\S+ INFO .*"))
                .singleElement().asString().startsWith("darwin-exporter: " + beginning);
        assertThat(outcome.errors()).last().asString().startsWith("darwin-exporter: ");
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }
}
