package io.darwinexporter.internal.group;

import static io.darwinexporter.internal.group.Cycles.nanos;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupNamingTest {

    @Test
    void emptyNameOfAGroupBecomesTheNameOfTheProcess() {
        assertThat(Cycles.of(facts -> "").at(1, process(5, nanos(0))).hasGroup("worker")).isTrue();
    }

    @Test
    void processWithoutANameHasAGroupAllTheSame() {
        assertThat(Cycles.byName().at(1, process(5, nanos(0)).name("")).hasGroup("unknown")).isTrue();
    }

    @Test
    void longNamesAreCutAndMerged() {
        String prefix = "x".repeat(256);
        Cycles cycles = Cycles.byName().at(1, process(5, nanos(0)).name(prefix + "1"), process(6, nanos(0)).name(prefix + "2"));

        assertThat(cycles.group(prefix).processes()).isEqualTo(2);
    }

    @Test
    void namesThatDifferOnlyInBadTextAreOneGroup() {
        Cycles cycles = Cycles.byName().at(1, process(5, nanos(0)).name("a\uD800"), process(6, nanos(0)).name("a\uD801"));

        assertThat(cycles.group("a\uFFFD").processes()).isEqualTo(2);
    }
}
