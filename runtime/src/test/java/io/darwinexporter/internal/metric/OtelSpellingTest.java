package io.darwinexporter.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtelSpellingTest {

    private static final List<GroupFamily> CONVENTIONS = Profile.OTEL.groupFamilies();

    /** Whoever pushes to Prometheus finds the series that others scrape. */
    @Test
    void prometheusMakesTheScrapedNamesOfThePushedOnes() {
        for (GroupFamily family : CONVENTIONS) {
            OtelSpelling spelling = OtelSpelling.of(family.description(), Profile.OTEL);

            assertThat(spelling.name()).doesNotContain("_total");
            assertThat(translated(spelling)).isEqualTo(family.description().name());
        }
    }

    @Test
    void prometheusMakesTheScrapedLabelsOfThePushedAttributes() {
        for (GroupFamily family : CONVENTIONS) {
            for (String label : family.description().labels()) {
                assertThat(OtelSpelling.attributeOf(label, Profile.OTEL).replace('.', '_')).isEqualTo(label);
            }
        }
    }

    @Test
    void everyAttributeOfTheConventionsIsSpelledAsTheySpellIt() {
        List<String> undotted = new ArrayList<>();
        for (GroupFamily family : CONVENTIONS) {
            for (String label : family.description().labels()) {
                if (OtelSpelling.attributeOf(label, Profile.OTEL).indexOf('.') < 0) {
                    undotted.add(label);
                }
            }
        }

        // The conventions know processes, not groups of them.
        assertThat(undotted).isNotEmpty().containsOnly("groupname");
    }

    @Test
    void countersStayCountersAndNothingElseBecomesOne() {
        for (Profile profile : Profile.values()) {
            for (GroupFamily family : profile.groupFamilies()) {
                boolean counter = family.description().type() == MetricType.COUNTER;

                assertThat(OtelSpelling.of(family.description(), profile).instrument() == OtelSpelling.Instrument.COUNTER)
                        .as(family.description().name()).isEqualTo(counter);
            }
        }
    }

    /** What is in several profiles is not taken for what it is in the conventions. */
    @ParameterizedTest
    @EnumSource(names = { "ORIGINAL", "PROCESS_EXPORTER" })
    void otherProfilesKeepTheNamesThatAreScraped(Profile profile) {
        for (GroupFamily family : profile.groupFamilies()) {
            assertThat(OtelSpelling.of(family.description(), profile).name()).isEqualTo(family.description().name());
            for (String label : family.description().labels()) {
                assertThat(OtelSpelling.attributeOf(label, profile)).isEqualTo(label);
            }
        }
    }

    @Test
    void unitsAreThoseOfTheCode() {
        assertThat(unitOf("process_cpu_seconds_total")).isEqualTo("s");
        assertThat(unitOf("process_memory_rss_bytes")).isEqualTo("By");
        assertThat(unitOf("process_cpu_usage_percent")).isEqualTo("%");
        assertThat(unitOf("process_worst_fd_ratio")).isEqualTo("1");
        assertThat(unitOf("process_energy_joules_total")).isEqualTo("J");
        assertThat(unitOf("process_num_procs")).isEmpty();
    }

    private static String unitOf(String name) {
        for (GroupFamily family : Profile.ORIGINAL.groupFamilies()) {
            if (family.description().name().equals(name)) {
                return OtelSpelling.of(family.description(), Profile.ORIGINAL).unit();
            }
        }
        throw new AssertionError(name);
    }

    /** As OpenTelemetry specifies it for Prometheus. */
    private static String translated(OtelSpelling spelling) {
        String name = spelling.name().replace('.', '_');
        name += switch (spelling.unit()) {
            case "s" -> "_seconds";
            case "By" -> "_bytes";
            case "1" -> "_ratio";
            default -> {
                assertThat(spelling.unit()).startsWith("{").endsWith("}");
                yield "";
            }
        };
        return spelling.instrument() == OtelSpelling.Instrument.COUNTER ? name + "_total" : name;
    }
}
