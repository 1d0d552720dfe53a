package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ConfigurationProblemsTest {

    private static final String PREFIX = DarwinExporterRuntimeConfig.PREFIX;

    @Test
    void everyWrongValueIsToldOnALineOfItsOwn() {
        assertThat(problems(Map.of("interval", "abc", "min-age", "-1s", "cpu-window", "", "group-retention", "9999999d",
                "kernel-threads", "maybe", "process-info.limit", "0", "pattern-syntax", "sql", "path", "metrics")))
                .containsExactlyInAnyOrder(
                        PREFIX + ".interval: \"abc\" is not accepted, it takes a duration from 1s to 24h, or 0 to collect"
                                + " only when scraped",
                        PREFIX + ".min-age: \"-1s\" is not accepted, it takes a duration from 0 to 3650d such as 15s or 1h",
                        PREFIX + ".cpu-window: \"\" is not accepted, it takes a duration from 0 to 3650d such as 15s or 1h",
                        PREFIX + ".group-retention: \"9999999d\" is not accepted, it takes a duration from 0 to 3650d such"
                                + " as 15s or 1h",
                        PREFIX + ".kernel-threads: \"maybe\" is not accepted, it takes true or false",
                        PREFIX + ".process-info.limit: \"0\" is not accepted, it takes a whole number from 1 to 2147483647",
                        PREFIX + ".pattern-syntax: \"sql\" is not accepted, it takes one of glob, regex, substring",
                        PREFIX + ".path: \"metrics\" is not accepted, it takes a path such as /metrics, of letters, digits"
                                + " and . _ ~ - after each slash");
    }

    @Test
    void pathsThatClientsCouldNotAskForAreRefused() {
        for (String path : List.of("/", "//", "/a/", "/a/../b", "/.", "/a b", "/a?b", "/a*", "/:a", "a", "/ä")) {
            assertThat(problems(Map.of("path", path))).as(path).hasSize(1);
        }
        for (String path : List.of("/metrics", "/a/b", "/.well-known/x", "/a..b")) {
            assertThat(problems(Map.of("path", path))).as(path).isEmpty();
        }
    }

    @Test
    void durationsMayBeZeroButAShortIntervalIsRefused() {
        assertThat(problems(Map.of("interval", "0", "min-age", "0s", "cpu-window", "PT0S"))).isEmpty();
        assertThat(problems(Map.of("interval", "999ms"))).hasSize(1);
    }

    @Test
    void aValueOfSeveralLinesStaysOnOneLine() {
        assertThat(problems(Map.of("interval", "a\nb\r\u0085\u2028c\u001b[31m"))).singleElement().asString()
                .contains("\"a b   c [31m\"").doesNotContain("\n", "\u001b");
    }

    @Test
    void settingsThatDoNotGoTogetherAreToldAlike() {
        SettingsException thrown = new SettingsException(
                List.of(new SettingProblem("a", "x", "y"), new SettingProblem("b", "", "z")));
        assertThat(ConfigurationProblems.of(new RuntimeException("Failed to start quarkus", thrown)))
                .containsExactly("a: \"x\" is not accepted, it takes y", "b: \"\" is not accepted, it takes z");
    }

    @Test
    void problemsOfOtherExtensionsAreToldToo() {
        assertThat(ConfigurationProblems.of(new ConfigurationException("no such\nthing")))
                .containsExactly("no such thing");
        assertThat(ConfigurationProblems.of(new IllegalArgumentException("SRCFG00011: Could not expand value x")))
                .containsExactly("Could not expand value x");
    }

    @Test
    void keyThatAnApplicationDoesNotHaveIsToldWithoutWhereItWasFound() {
        assertThat(ConfigurationProblems.of(new IllegalArgumentException(
                "SRCFG00050: an.app.key in PropertiesConfigSource[source=file:/x y]:3 does not map to any root")))
                .containsExactly("an.app.key: there is no such setting");
    }

    @Test
    void otherFailuresAreNoProblemOfTheConfiguration() {
        assertThat(ConfigurationProblems.of(new IllegalStateException(new IOException("disk full")))).isEmpty();
    }

    private static List<String> problems(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put(PREFIX + '.' + key, value));
        Throwable thrown = catchThrowable(() -> new SmallRyeConfigBuilder()
                // As Quarkus registers it.
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(DarwinExporterRuntimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
        return thrown == null ? List.of() : ConfigurationProblems.of(thrown);
    }
}
