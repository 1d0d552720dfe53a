package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;

/** The built artifact without its start script, which is also how a native binary is tested. */
@QuarkusMainIntegrationTest
class ProgramIT {

    @Test
    @Launch("--help")
    void helpTellsTheFlags(LaunchResult result) {
        assertThat(result.getOutput()).startsWith("Usage: darwin-exporter").contains("--include-pattern");
    }

    @Test
    @Launch("--version")
    void versionIsOneLine(LaunchResult result) {
        assertThat(result.getOutput()).matches("darwin-exporter version \\S+\\s*");
    }

    @Test
    @Launch(value = { "--port", "none" }, exitCode = 2)
    void badValueIsRefused(LaunchResult result) {
        assertThat(result.getErrorOutput()).contains("darwin-exporter: --port: \"none\" is not accepted");
    }

    @Test
    @Launch(value = "-Dquarkus.http.port=none", exitCode = 2)
    void propertyAmongTheArgumentsIsRead(LaunchResult result) {
        assertThat(result.getErrorOutput()).contains("darwin-exporter: quarkus.http.port: \"none\" is not accepted");
    }
}
