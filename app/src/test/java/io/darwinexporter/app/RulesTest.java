package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The rules for Prometheus: what promtool says to them and to their tests, and that nothing in them is untested or
 * undocumented.
 */
class RulesTest {

    static final Path RECORDING = Dashboard.FOLDER.resolve("recording-rules.yml");
    static final Path ALERTING = Dashboard.FOLDER.resolve("alerting-rules.yml");

    private static final Path TESTS = Dashboard.FOLDER.resolve("rules-test.yml");

    @Test
    void promtoolAcceptsTheRules() throws Exception {
        assertThat(promtool().run("", "check", "rules", RECORDING.toString(), ALERTING.toString()))
                .contains(rules(RECORDING).size() + " rules found", rules(ALERTING).size() + " rules found");
    }

    @Test
    void rulesDoWhatTheirTestsSay() throws Exception {
        assertThat(promtool().run("", "test", "rules", TESTS.toString())).contains("SUCCESS");
    }

    @Test
    void everyAlertIsRaisedAndNotRaisedInATest() throws Exception {
        Set<String> raised = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (Map<String, ?> test : maps(yaml(TESTS).get("tests"))) {
            for (Map<String, ?> check : maps(test.get("alert_rule_test"))) {
                (check.containsKey("exp_alerts") ? raised : silent).add((String) check.get("alertname"));
            }
        }
        List<String> alerts = names(ALERTING, "alert");

        assertThat(raised).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void everyRecordedSeriesIsAskedForInATest() throws Exception {
        String tests = Files.readString(TESTS);

        assertThat(names(RECORDING, "record")).isNotEmpty().doesNotHaveDuplicates().allSatisfy(
                name -> assertThat(tests).contains("- expr: " + name));
    }

    @Test
    void rulesAskForWhatIsDocumented() throws Exception {
        Set<String> documented = DocumentedMetric.all().keySet();
        for (Path file : List.of(RECORDING, ALERTING)) {
            for (Map<String, ?> rule : rules(file)) {
                assertThat(documented).as(rule.toString())
                        .containsAll(DocumentedMetric.namesIn((String) rule.get("expr")));
            }
        }
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatItMeansAsTheReadmeDoes() throws Exception {
        String readme = Files.readString(Dashboard.FOLDER.resolve("README.md"));
        for (Map<String, ?> alert : rules(ALERTING)) {
            Object severity = map(alert.get("labels")).get("severity");
            assertThat(severity).as(alert.toString()).isIn("critical", "warning");
            assertThat(map(alert.get("annotations"))).as(alert.toString()).containsOnlyKeys("summary", "description");
            assertThat(readme).contains("| `" + alert.get("alert") + "` | " + severity + " | ");
        }
    }

    private static Tool promtool() throws InterruptedException {
        return Tool.find("promtool", "Debian package prometheus", "--version");
    }

    /** The names of all rules of a kind. */
    private static List<String> names(Path file, String kind) throws IOException {
        List<String> names = new ArrayList<>();
        for (Map<String, ?> rule : rules(file)) {
            names.add((String) rule.get(kind));
        }
        return names;
    }

    private static List<Map<String, ?>> rules(Path file) throws IOException {
        List<Map<String, ?>> rules = new ArrayList<>();
        for (Map<String, ?> group : maps(yaml(file).get("groups"))) {
            rules.addAll(maps(group.get("rules")));
        }
        return rules;
    }

    private static Map<String, ?> yaml(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        }
    }

    /** The maps of a list; none if there is no list. */
    private static List<Map<String, ?>> maps(Object list) {
        List<Map<String, ?>> maps = new ArrayList<>();
        for (Object element : list == null ? List.of() : (List<?>) list) {
            maps.add(map(element));
        }
        return maps;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object map) {
        return (Map<String, ?>) map;
    }
}
