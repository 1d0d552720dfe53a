package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.darwinexporter.app.Dashboard.Panel;
import io.darwinexporter.app.Dashboard.Query;
import io.vertx.core.json.JsonObject;

/**
 * The Grafana dashboard by itself: that Grafana can read it, and that it asks for what docs/metrics.md has, in the right units.
 */
class DashboardTest {

    private static final int GRID_COLUMNS = 24;
    /** The last schema of dashboards that are not Kubernetes resources. */
    private static final int SCHEMA_VERSION = 42;
    private static final Set<String> PANEL_TYPES = Set.of("row", "stat", "table", "timeseries");
    /** What every query may name besides the labels of its metrics. */
    private static final Set<String> COMMON_LABELS = Set.of("job", "instance", "groupname");
    private static final Pattern SELECTOR = Pattern.compile("\\b((?:process|darwin_exporter)_\\w+)(\\{[^}]*\\})?");
    private static final Pattern GROWTH = Pattern.compile("\\brate\\(");

    private static Dashboard dashboard;
    private static Map<String, DocumentedMetric> documented;

    @BeforeAll
    static void read() throws IOException {
        dashboard = Dashboard.read();
        documented = DocumentedMetric.all();
    }

    @Test
    void dashboardIsOfTheSchemaThatGrafanaImports() {
        assertThat(dashboard.json().getInteger("schemaVersion")).isEqualTo(SCHEMA_VERSION);
        assertThat(dashboard.json().getString("uid")).isEqualTo("darwin-exporter");
        // The number that a Grafana gives it is not ours to say.
        assertThat(dashboard.json().getValue("id")).isNull();
    }

    @Test
    void panelsHaveIdsOfTheirOwn() {
        assertThat(dashboard.panels()).extracting(Panel::id).doesNotHaveDuplicates().allMatch(id -> id > 0);
    }

    @Test
    void panelsLieWithinTheGridAndNotOnEachOther() {
        lieApart(dashboard.outerPanels());
        for (Panel row : dashboard.outerPanels()) {
            lieApart(row.inside());
        }
    }

    @Test
    void everyPanelIsOfAKnownTypeAndExplained() {
        for (Panel panel : dashboard.panels()) {
            assertThat(panel.type()).as(panel.title()).isIn(PANEL_TYPES);
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.isRow() || !panel.description().isBlank()).as("%s is explained", panel.title()).isTrue();
            assertThat(panel.isRow() != panel.queries().isEmpty()).as("%s has no queries", panel.title()).isFalse();
        }
    }

    @Test
    void everyQueryHasAnExpressionForTheChosenDataSource() {
        for (Panel panel : dashboard.panels()) {
            assertThat(panel.queries()).extracting(Query::refId).as(panel.title()).doesNotHaveDuplicates()
                    .allMatch(refId -> !refId.isBlank());
        }
        assertThat(dashboard.queries()).isNotEmpty().allSatisfy(query -> {
            assertThat(query.expression()).isNotBlank();
            assertThat(query.json().getJsonObject("datasource"))
                    .isEqualTo(new JsonObject().put("type", "prometheus").put("uid", "${datasource}"));
        });
    }

    @Test
    void variablesChooseWhatIsShown() {
        assertThat(dashboard.variables()).extracting(variable -> variable.getString("name"))
                .containsExactly("datasource", "job", "instance", "group");
        Set<String> used = new TreeSet<>();
        for (Query query : dashboard.queries()) {
            assertThat(SELECTOR.matcher(query.expression()).results()).as(query.toString()).isNotEmpty().allSatisfy(
                    selector -> assertThat(selector.group(2)).startsWith("{job=\"$job\", instance=~\"$instance\""));
            Matcher variable = Pattern.compile("\\$\\w+").matcher(query.expression());
            while (variable.find()) {
                used.add(variable.group());
            }
        }
        assertThat(used).containsExactlyInAnyOrder("$job", "$instance", "$group", "$__rate_interval", "$__range");
    }

    @Test
    void queriesAskForWhatIsDocumented() {
        for (Query query : dashboard.queries()) {
            Set<String> names = DocumentedMetric.namesIn(query.expression());
            assertThat(documented.keySet()).as(query.toString()).containsAll(names);
            Set<String> labels = new HashSet<>(COMMON_LABELS);
            for (String name : names) {
                labels.addAll(documented.get(name).labels());
            }
            assertThat(labels).as(query.toString()).containsAll(DocumentedMetric.labelsIn(query.expression()));
        }
    }

    @Test
    void allThreadsAndSomeOfThemAreNeverAddedUp() {
        int found = 0;
        for (Query query : dashboard.queries()) {
            Matcher selector = SELECTOR.matcher(query.expression());
            while (selector.find()) {
                if (selector.group(1).equals("process_threads")) {
                    assertThat(selector.group(2)).as(query.toString()).containsPattern(", state=\"(total|running)\"}$");
                    found++;
                }
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void unitsAreThoseOfTheMetrics() {
        for (Query query : dashboard.queries()) {
            for (String name : DocumentedMetric.namesIn(query.expression())) {
                assertThat(query.unit()).as(query.toString()).isIn(unitsFor(query, documented.get(name)));
            }
        }
    }

    @Test
    void panelsTellWhichPlatformHasNoDataForThem() {
        for (Panel panel : dashboard.panels()) {
            List<DocumentedMetric> metrics = panel.queries().stream()
                    .flatMap(query -> DocumentedMetric.namesIn(query.expression()).stream()).map(documented::get).toList();
            // A query without an answer on Linux would fail there, so that one such metric is enough.
            assertThat(panel.isDarwinOnly()).as(panel.title())
                    .isEqualTo(metrics.stream().anyMatch(metric -> !metric.onLinux()));
            assertThat(panel.isLinuxOnly()).as(panel.title())
                    .isEqualTo(!metrics.isEmpty() && metrics.stream().noneMatch(DocumentedMetric::onDarwin));
        }
        assertThat(dashboard.panels()).anyMatch(Panel::isDarwinOnly).anyMatch(Panel::isLinuxOnly);
    }

    private static void lieApart(List<Panel> panels) {
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            assertThat(panel.x()).as(panel.title()).isNotNegative();
            assertThat(panel.x() + panel.width()).as(panel.title()).isLessThanOrEqualTo(GRID_COLUMNS);
            assertThat(panel.width() * panel.height()).as(panel.title()).isPositive();
            for (Panel other : panels.subList(i + 1, panels.size())) {
                boolean apart = panel.x() + panel.width() <= other.x() || other.x() + other.width() <= panel.x()
                        || panel.y() + panel.height() <= other.y() || other.y() + other.height() <= panel.y();
                assertThat(apart).as("%s and %s do not overlap", panel.title(), other.title()).isTrue();
            }
        }
    }

    /** Grafana's names of the units that a query's values may be shown in. */
    private static Set<String> unitsFor(Query query, DocumentedMetric metric) {
        boolean perSecond = GROWTH.matcher(query.expression()).find();
        return switch (metric.unit()) {
            case "bytes" -> Set.of(perSecond ? "Bps" : "bytes");
            // Seconds per second: 100 % is one processor.
            case "seconds" -> perSecond ? Set.of("percentunit") : Set.of("s", "dateTimeFromNow");
            case "joules" -> Set.of(perSecond ? "watt" : "joule");
            case "ratio" -> Set.of("percentunit");
            case "percent" -> Set.of("percent");
            case "" -> perSecond ? Set.of("ops", "pps") : Set.of("none");
            default -> throw new AssertionError("no unit of Grafana is known for " + metric);
        };
    }
}
