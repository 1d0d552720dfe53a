package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.internal.rule.Facts;
import io.darwinexporter.internal.rule.Rule;
import io.darwinexporter.internal.rule.RuleReading;
import io.darwinexporter.internal.rule.RuleSet;
import io.darwinexporter.internal.rule.RuleVerdict;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ConfiguredRulesTest {

    private static RuleReading read(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put(DarwinExporterRuntimeConfig.PREFIX + '.' + key, value));
        return ConfiguredRules.read(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
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
    void childrenFollowUnlessAPropertyTheFileOrTheRuleSaysOtherwise(@TempDir Path folder) throws Exception {
        Path silent = Files.writeString(folder.resolve("silent.yml"), "rules: [{comm: a}]");
        Path file = Files.writeString(folder.resolve("r.yml"),
                "{track_children: true, rules: [{comm: a}, {comm: b, track_children: false}]}");

        assertThat(read(Map.of("rules-file", silent.toString())).rules().rules())
                .extracting(Rule::trackChildren).containsExactly(true);
        assertThat(read(Map.of("rules-file", silent.toString(), "track-children", "false")).rules().rules())
                .extracting(Rule::trackChildren).containsExactly(false);
        assertThat(read(Map.of("rules-file", file.toString(), "rules[0].comm", "c", "track-children", "false")).rules()
                .rules()).extracting(Rule::trackChildren).containsExactly(false, true, false);
    }

    @Test
    void aFileThatIsNotThereIsAProblemOfItsProperty() {
        assertThat(read(Map.of("rules-file", "/none.yml")).problems()).singleElement().asString()
                .startsWith("quarkus.darwin-exporter.rules-file: \"/none.yml\" is not accepted");
    }

    @Test
    void problemsNameTheProperty() {
        assertThat(read(Map.of("rules[0].cmdline", "(", "rules[1].name", "x")).problems())
                .extracting(Object::toString).satisfiesExactly(
                        one -> assertThat(one).startsWith("quarkus.darwin-exporter.rules[0].cmdline: \"(\" is not accepted"),
                        two -> assertThat(two).startsWith("quarkus.darwin-exporter.rules[1]: \"x\" is not accepted"));
    }

    @Test
    void propertiesOfTheDocumentSayWhatItsFileSays(@TempDir Path folder) throws Exception {
        String document = Files.readString(Path.of(System.getProperty("basedir", ""), "..", "docs", "grouping.md"));
        Path file = Files.writeString(folder.resolve("r.yml"), block(document, "yaml"));
        Properties properties = new Properties();
        properties.load(new StringReader(block(document, "properties")));
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(
                key.toString().substring(DarwinExporterRuntimeConfig.PREFIX.length() + 1), value.toString()));

        List<Rule> ofProperties = read(settings).rules().rules();
        List<Rule> ofFile = read(Map.of("rules-file", file.toString())).rules().rules();
        Facts java = Facts.NGINX.command("java").file("/usr/lib/jvm/bin/java").line("java", "-jar", "shop.jar");

        assertThat(ofProperties).hasSize(2);
        for (int i = 0; i < ofProperties.size(); i++) {
            Rule given = ofProperties.get(i);
            Rule expected = ofFile.get(i);
            assertThat(given.name()).isEqualTo(expected.name());
            assertThat(given.labels()).isEqualTo(expected.labels());
            assertThat(given.expected()).isEqualTo(expected.expected());
            assertThat(verdict(given, java).reasons()).isEqualTo(verdict(expected, java).reasons());
        }
        assertThat(verdict(ofProperties.get(1), java).groupName()).isEqualTo("java:shop");
    }

    /** The first of a document's examples in a language. */
    private static String block(String document, String language) {
        String begin = "```" + language + "\n";
        int from = document.indexOf(begin) + begin.length();
        return document.substring(from, document.indexOf("```", from));
    }

    private static RuleVerdict verdict(Rule rule, Facts process) {
        return new RuleSet(List.of(rule), false).explain(process).get(0);
    }
}
