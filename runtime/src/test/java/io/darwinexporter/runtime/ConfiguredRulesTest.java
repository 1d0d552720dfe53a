package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.internal.rule.RuleReading;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ConfiguredRulesTest {

    private static RuleReading read(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put(DarwinExporterRuntimeConfig.PREFIX + '.' + key, value));
        return ConfiguredRules.read(new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(DarwinExporterRuntimeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build().getConfigMapping(DarwinExporterRuntimeConfig.class));
    }

    @Test
    void withoutRulesThereAreNone() {
        assertThat(read(Map.of()).rules().rules()).isEmpty();
        assertThat(read(Map.of()).problems()).isEmpty();
    }

    @Test
    void rulesOfPropertiesComeBeforeThoseOfTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("r.yml"), "process_names: [{name: third, comm: [c]}]");
        RuleReading reading = read(Map.of("rules[0].name", "first", "rules[0].comm", "a,b", "rules[0].labels.team", "x",
                "rules[0].expected", "2", "rules[1].name", "{{.Matches.m}}", "rules[1].cmdline[0]", "(?P<m>x{1,2})",
                "rules[1].track-children", "false", "rules-file", file.toString()));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.rules().rules()).extracting(rule -> rule.name()).containsExactly("first", "{{.Matches.m}}", "third");
        assertThat(reading.rules().rules().get(0).labels()).isEqualTo(Map.of("team", "x"));
        assertThat(reading.rules().rules().get(0).expected()).isEqualTo(2);
        assertThat(reading.rules().rules().get(1).trackChildren()).isFalse();
        assertThat(reading.rules().rulesOnly()).isTrue();
    }

    @Test
    void whatIsSaidOfRulesOnlyWinsOverTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("r.yml"), "process_names: [{comm: [c]}]");

        assertThat(read(Map.of("rules-file", file.toString(), "rules-only", "false")).rules().rulesOnly()).isFalse();
    }

    @Test
    void problemsNameTheProperty() {
        assertThat(read(Map.of("rules[0].cmdline", "(", "rules[1].name", "x")).problems())
                .extracting(Object::toString).satisfiesExactly(
                        one -> assertThat(one).startsWith("quarkus.darwin-exporter.rules[0].cmdline: \"(\" is not accepted"),
                        two -> assertThat(two).startsWith("quarkus.darwin-exporter.rules[1]: \"x\" is not accepted"));
    }
}
