package io.darwinexporter.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.darwinexporter.GoldenFile;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * Holds the tables of metrics in the documentation to the catalogue. Those of {@code docs/metrics.md} are made from it: see
 * {@link GoldenFile} for how to write them anew.
 */
class DocumentationTest {

    @ParameterizedTest
    @EnumSource
    void metricsOfGroupsAreDocumented(Profile profile) {
        StringBuilder table = new StringBuilder("""
                | metric | type | unit | own label | what it tells | macOS | Linux | value of a group |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (FamilyDescription family : families(profile)) {
            if (!family.name().startsWith("darwin_exporter_") && family.type() != MetricType.INFO) {
                table.append("| `").append(family.name()).append("` | ").append(family.type().label())
                        .append(" | ").append(family.unit().label())
                        .append(" | ").append(String.join(", ", ownLabels(family, profile)))
                        .append(" | ").append(family.help())
                        .append(" | ").append(orNone(family.origin().darwin()))
                        .append(" | ").append(orNone(family.origin().linux()))
                        .append(" | ").append(family.origin().groupValue()).append(" |\n");
            }
        }
        GoldenFile.ofProject("docs/metrics.md").assertPart(profile.key(), table.toString());
    }

    private static List<String> ownLabels(FamilyDescription family, Profile profile) {
        List<String> labels = new ArrayList<>(family.labels());
        labels.removeAll(profile.labelNames());
        return labels;
    }

    @Test
    void metricsOfTheExporterAreDocumented() {
        StringBuilder table = new StringBuilder("""
                | metric | type | unit | labels | what it tells |
                | --- | --- | --- | --- | --- |
                """);
        for (FamilyDescription family : families("darwin_exporter_")) {
            table.append("| `").append(family.name()).append("` | ").append(family.type().label())
                    .append(" | ").append(family.unit().label()).append(" | ").append(String.join(", ", family.labels()))
                    .append(" | ").append(family.help()).append(" |\n");
        }
        GoldenFile.ofProject("docs/metrics.md").assertPart("exporter", table.toString());
    }

    @Test
    void labelsOfSingleProcessesAreDocumented() {
        for (FamilyDescription family : families("process_info")) {
            assertThat(GoldenFile.ofProject("docs/metrics.md").part("info"))
                    .contains(family.name() + "{" + String.join(", ", family.labels()) + "}");
        }
    }

    @Test
    void theReadmeNamesAllMetricsOfProcessesAndNoOthers() {
        List<String> expected = new ArrayList<>();
        for (FamilyDescription family : families("process_")) {
            expected.add(family.name());
        }

        assertThat(namesInTable(GoldenFile.ofProject("README.md").part("metrics")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The names that each row begins with, in code marks, labels left out. */
    private static List<String> namesInTable(String table) {
        List<String> names = new ArrayList<>();
        for (String row : table.lines().skip(2).toList()) {
            assertThat(row).startsWith("| `");
            names.add(row.substring("| `".length(), row.indexOf('`', "| `".length())).replaceFirst("\\{.*", ""));
        }
        return names;
    }

    private static String orNone(@Nullable String source) {
        return source == null ? "-" : source;
    }

    private static List<FamilyDescription> families(String prefix) {
        List<FamilyDescription> found = families(Profile.ORIGINAL);
        found.removeIf(family -> !family.name().startsWith(prefix));
        return found;
    }

    private static List<FamilyDescription> families(Profile profile) {
        SourceDescription source = new SourceDescription("linux", "a test", EnumSet.allOf(Measure.class), List.of(), 1, 0, 1,
                false, EnumSet.allOf(ThreadCounter.class));
        List<FamilyDescription> found = new ArrayList<>();
        for (MetricFamily family : MetricCatalogue.of(source, new CatalogueSettings(true, 1, true, "1"), profile).families()) {
            found.add(family.description());
        }
        return found;
    }
}
