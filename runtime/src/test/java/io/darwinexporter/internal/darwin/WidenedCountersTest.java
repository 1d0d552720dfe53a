package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

class WidenedCountersTest {

    private static final TaskCounter COUNTER = TaskCounter.CONTEXT_SWITCHES;

    private final WidenedCounters counters = new WidenedCounters();

    private long after(int reading) {
        assertThat(counters.advance(COUNTER, reading)).isTrue();
        return counters.total(COUNTER);
    }

    @Test
    void theFirstReadingIsUnsigned() {
        assertThat(after(-1)).isEqualTo(0xffff_ffffL);
        assertThat(after(1)).isEqualTo(0x1_0000_0001L);
    }

    @Test
    void aSlipOfOneReadingCountsNothing() {
        assertThat(after(1000)).isEqualTo(1000);
        assertThat(after(999)).isEqualTo(1000);
        assertThat(after(1010)).isEqualTo(1010);
    }

    @Test
    void aCounterThatStartsAgainCountsFromThere() {
        assertThat(after(2_000_000_000)).isEqualTo(2_000_000_000L);
        assertThat(after(50)).isEqualTo(2_000_000_000L);
        assertThat(after(60)).isEqualTo(2_000_000_010L);
        assertThat(counters.advance(COUNTER, Integer.MAX_VALUE)).isFalse();
        assertThat(after(40)).isEqualTo(2_000_000_010L);
        assertThat(after(45)).isEqualTo(2_000_000_015L);
    }

    @Test
    void theLargestValueIsNone() {
        assertThat(after(5)).isEqualTo(5);
        assertThat(counters.advance(COUNTER, Integer.MAX_VALUE)).isFalse();
        assertThat(after(7)).isEqualTo(7);
    }

    @Test
    void countersOfOneProcessAreIndependent() {
        assertThat(after(5)).isEqualTo(5);
        assertThat(counters.advance(TaskCounter.FAULTS, 100)).isTrue();
        assertThat(after(6)).isEqualTo(6);
        assertThat(counters.total(TaskCounter.FAULTS)).isEqualTo(100);
    }

    @Test
    void wrappingCountersAreFollowedExactly() {
        Random random = new Random(3);
        long truth = 77;
        assertThat(after((int) truth)).isEqualTo(truth);
        for (int i = 0; i < 100_000; i++) {
            truth += random.nextInt(1 << 30);
            if ((int) truth != Integer.MAX_VALUE) {
                assertThat(after((int) truth)).isEqualTo(truth);
            }
        }
    }

    @Test
    void noReadingsMakeATotalFall() {
        Random random = new Random(4);
        long last = 0;
        for (int i = 0; i < 100_000; i++) {
            if (counters.advance(COUNTER, random.nextInt())) {
                assertThat(counters.total(COUNTER)).isGreaterThanOrEqualTo(last);
                last = counters.total(COUNTER);
            }
        }
    }
}
