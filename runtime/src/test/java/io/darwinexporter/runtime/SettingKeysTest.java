package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class SettingKeysTest {

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.darwin-exporter.interval", "%dev.quarkus.darwin-exporter.interval",
            "quarkus.darwin-exporter.include-patterns", "quarkus.darwin-exporter.include-patterns[3]",
            "quarkus.darwin-exporter.process-info.limit", "QUARKUS_DARWIN_EXPORTER_INTERVAL",
            "QUARKUS_DARWIN_EXPORTER_PROCESS_INFO_LIMIT", "QUARKUS_DARWIN_EXPORTER_INCLUDE_PATTERNS_3_",
            "_DEV_QUARKUS_DARWIN_EXPORTER_INTERVAL" })
    void settingsAreKnown(String name) {
        assertThat(SettingKeys.AT_RUN_TIME.contain(name)).isTrue();
        assertThat(unknown(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.darwin-exporter.intervall", "quarkus.darwin-exporter.process-info",
            "quarkus.darwin-exporter.interval.seconds", "%dev.quarkus.darwin-exporter.x", "QUARKUS_DARWIN_EXPORTER_INTERVALL",
            "QUARKUS_DARWIN_EXPORTER_INCLUDE_PATTERNS_X_", "_DEV_QUARKUS_DARWIN_EXPORTER_X" })
    void mistakesAreNot(String name) {
        assertThat(unknown(name)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.http.port", "my.quarkus.darwin-exporter.x", "QUARKUS_DARWIN_EXPORTE", "DARWIN_EXPORTER_X",
            "quarkus.darwin-exporters.x" })
    void whatIsNotMeantForTheExporterIsNoMistake(String name) {
        assertThat(unknown(name)).isEmpty();
    }

    @Test
    void settingsOfTheBuildAreFixed() {
        SmallRyeConfig config = config("QUARKUS_DARWIN_EXPORTER_ENDPOINT_ENABLED");

        assertThat(SettingKeys.fixedIn(config)).extracting(SettingKeys.Given::name)
                .containsExactly("QUARKUS_DARWIN_EXPORTER_ENDPOINT_ENABLED");
        assertThat(SettingKeys.unknownIn(config)).isEmpty();
    }

    private static List<String> unknown(String name) {
        return SettingKeys.unknownIn(config(name)).stream().map(SettingKeys.Given::name).toList();
    }

    private static SmallRyeConfig config(String name) {
        Map<String, String> values = Map.of(name, "1");
        return new SmallRyeConfigBuilder().withSources(name.contains(".") ? new PropertiesConfigSource(values, "test", 100)
                : new EnvConfigSource(values, 300)).build();
    }
}
