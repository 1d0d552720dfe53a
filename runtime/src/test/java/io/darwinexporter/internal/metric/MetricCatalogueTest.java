package io.darwinexporter.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.darwinexporter.GoldenFile;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.ThreadCounter;

class MetricCatalogueTest {

    private static final CatalogueSettings EVERYTHING = new CatalogueSettings(true, 1, true, "1");

    /** Names and labels are what dashboards and alerts are built on: a change of this file is a change for users. */
    @ParameterizedTest
    @EnumSource
    void namesAndLabelsAreAsWrittenDown(Profile profile) {
        StringBuilder families = new StringBuilder();
        for (MetricFamily family : everything(profile).families()) {
            FamilyDescription description = family.description();
            families.append(description.name()).append(' ').append(description.type().label())
                    .append(" {").append(String.join(",", description.labels())).append("}\n");
        }

        GoldenFile.resource("metric/" + profile.key() + ".txt").assertContent(families.toString());
    }

    @ParameterizedTest
    @EnumSource
    void noNameIsUsedTwice(Profile profile) {
        List<String> names = new ArrayList<>();
        for (MetricFamily family : everything(profile).families()) {
            names.add(family.description().baseName());
        }

        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyMeasureFeedsAFamily(Measure measure) {
        Set<String> with = groupNames(EnumSet.allOf(Measure.class));
        Set<Measure> others = EnumSet.complementOf(EnumSet.of(measure));
        Set<String> without = groupNames(others);

        switch (measure) {
            // One of two labels goes; the family stays, but for the one that needs both.
            case CPU_USER_NANOS, CPU_SYSTEM_NANOS -> assertThat(missing(with, without))
                    .containsExactly("process_cpu_usage_percent");
            case THREADS, THREADS_RUNNING -> assertThat(missing(with, without)).isEmpty();
            // Parts of what is shown as a whole, which other profiles tell apart.
            case MINOR_FAULTS, VOLUNTARY_SWITCHES, THREADS_SLEEPING, THREADS_WAITING, THREADS_ENDED, THREADS_OTHER ->
                assertThat(missing(with, without)).isEmpty();
            case REAPED_CHILDREN_CPU_USER_NANOS, REAPED_CHILDREN_CPU_SYSTEM_NANOS, REAPED_CHILDREN_FAULTS,
                    REAPED_CHILDREN_PAGEINS ->
                assertThat(missing(with, without)).isEmpty();
            default -> assertThat(missing(with, without)).hasSize(1);
        }
    }

    @Test
    void whereKindsCannotBeToldApartTheWholeIsShown() {
        MetricCatalogue otel = catalogue(Set.of(Measure.CONTEXT_SWITCHES, Measure.FAULTS, Measure.PAGEINS), EVERYTHING,
                Profile.OTEL);

        assertThat(otel.families()).map(MetricFamily::description).filteredOn(family -> family.name().endsWith("_total")
                && family.labels().contains("groupname")).extracting(FamilyDescription::name, FamilyDescription::labels)
                .containsExactly(tuple("process_context_switches_total", List.of("groupname", "process_owner")),
                        tuple("process_paging_faults_total", List.of("groupname", "process_owner")));
    }

    @Test
    void singleProcessesAreShownUnderTheirOwnNameOnly() {
        for (Profile profile : List.of(Profile.PROCESS_EXPORTER, Profile.OTEL)) {
            assertThat(names(catalogue(Set.of(), EVERYTHING, profile))).doesNotContain("process_info");
        }
    }

    @Test
    void profilesAreFoundByTheirNames() {
        assertThat(Profile.named("process-exporter")).isEqualTo(Profile.PROCESS_EXPORTER);
        assertThat(Profile.named("PROCESS_EXPORTER")).isNull();
        assertThat(Profile.keys()).isEqualTo("original, process-exporter, otel");
    }

    @Test
    void whatNobodyFeedsIsNotShown() {
        assertThat(groupNames(Set.of())).containsExactlyInAnyOrder("process_num_procs", "process_expected_procs",
                "process_start_time_seconds",
                "process_starts_total", "process_exits_total");
    }

    @ParameterizedTest
    @EnumSource
    void everyCounterOfThreadsFeedsAFamily(ThreadCounter counter) {
        Set<String> with = names(everything(Profile.ORIGINAL));
        Set<String> without = names(catalogue(EnumSet.allOf(Measure.class), EnumSet.complementOf(EnumSet.of(counter)),
                EVERYTHING, Profile.ORIGINAL));

        assertThat(missing(with, without)).isNotEmpty().allMatch(name -> name.startsWith("process_thread_"));
    }

    @Test
    void threadsThatCannotBeToldApartHaveNoFamilies() {
        assertThat(names(catalogue(EnumSet.allOf(Measure.class), EVERYTHING)))
                .noneMatch(name -> name.startsWith("process_thread_"));
    }

    @Test
    void singleProcessesAreOptional() {
        CatalogueSettings quiet = new CatalogueSettings(false, 1, true, "1");

        assertThat(names(catalogue(Set.of(), quiet))).doesNotContain("process_info");
        assertThat(names(catalogue(Set.of(), EVERYTHING))).contains("process_info");
        assertThatThrownBy(() -> new CatalogueSettings(true, 0, true, "1")).hasMessageContaining("processInfoLimit: 0");
    }

    @Test
    void namesSayTheirType() {
        assertThatThrownBy(() -> family("process_faults", MetricType.COUNTER, "Faults."))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("process_faults");
        assertThatThrownBy(() -> family("process_build", MetricType.INFO, "Build."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> family("process-faults_total", MetricType.COUNTER, "Faults."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(family("process_faults_total", MetricType.COUNTER, "Faults.").baseName()).isEqualTo("process_faults");
        assertThat(family("process_info", MetricType.INFO, "What it is.").baseName()).isEqualTo("process");
    }

    @Test
    void helpNeedsNoEscaping() {
        for (String help : List.of("", "a \"b\"", "a\\b", "a\nb")) {
            assertThatThrownBy(() -> family("process_open_fds", MetricType.GAUGE, help))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("process_open_fds");
        }
    }

    private static FamilyDescription family(String name, MetricType type, String help) {
        return new FamilyDescription(name, type, Unit.NONE, help, List.of(), Origin.EXPORTER);
    }

    private static Set<String> groupNames(Set<Measure> supported) {
        Set<String> names = names(catalogue(supported, new CatalogueSettings(false, 1, true, "1")));
        names.removeIf(name -> name.startsWith("darwin_exporter_"));
        return names;
    }

    private static Set<String> names(MetricCatalogue catalogue) {
        Set<String> names = new HashSet<>();
        for (MetricFamily family : catalogue.families()) {
            names.add(family.description().name());
        }
        return names;
    }

    private static Set<String> missing(Set<String> with, Set<String> without) {
        Set<String> missing = new HashSet<>(with);
        missing.removeAll(without);
        return missing;
    }

    private static MetricCatalogue everything(Profile profile) {
        return catalogue(EnumSet.allOf(Measure.class), EnumSet.allOf(ThreadCounter.class), EVERYTHING, profile);
    }

    private static MetricCatalogue catalogue(Set<Measure> supported, CatalogueSettings settings) {
        return catalogue(supported, settings, Profile.ORIGINAL);
    }

    private static MetricCatalogue catalogue(Set<Measure> supported, CatalogueSettings settings, Profile profile) {
        return catalogue(supported, Set.of(), settings, profile);
    }

    private static MetricCatalogue catalogue(Set<Measure> supported, Set<ThreadCounter> threadCounters,
            CatalogueSettings settings, Profile profile) {
        return MetricCatalogue.of(new SourceDescription("linux", "a test", supported, List.of(), 1, 0, 1, false,
                threadCounters), settings, profile);
    }
}
