package io.darwinexporter.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnattributedCpuTest {

    private static final long MS = 1_000_000;

    private final UnattributedCpu cpu = new UnattributedCpu(2);

    @Test
    void firstCollectionOnlySetsTheBaseline() {
        assertThat(cpu.update(5000 * MS, 100 * MS, 0)).isZero();
    }

    @Test
    void whatProcessesDoNotExplainIsCounted() {
        cpu.update(0, 0, 0);

        assertThat(cpu.update(1000 * MS, 300 * MS, 0)).isEqualTo(700 * MS);
        assertThat(cpu.update(1100 * MS, 100 * MS, 0)).isEqualTo(700 * MS);
    }

    @Test
    void smallOvershootIsPaidOffBeforeAnythingIsCounted() {
        cpu.update(0, 0, 0);

        assertThat(cpu.update(100 * MS, 150 * MS, 0)).isZero();
        assertThat(cpu.update(200 * MS, 50 * MS, 0)).isZero();
        assertThat(cpu.update(300 * MS, 90 * MS, 0)).isEqualTo(10 * MS);
    }

    @Test
    void debtIsBounded() {
        cpu.update(0, 0, 0);
        cpu.update(0, 60_000 * MS, 0);

        assertThat(cpu.update(1000 * MS, 0, 0)).isEqualTo(800 * MS);
    }

    @Test
    void unseenChildrenCountEvenWhereTheHostSawLess() {
        cpu.update(0, 0, 0);

        assertThat(cpu.update(100 * MS, 90 * MS, 50 * MS)).isEqualTo(50 * MS);
    }

    @Test
    void hostCounterThatFallsCountsNothing() {
        cpu.update(5000 * MS, 0, 0);

        assertThat(cpu.update(10 * MS, 0, 0)).isZero();
    }
}
