package io.darwinexporter.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class CollectionBudgetTest {

    private static final long MILLI = 1_000_000;

    private final CollectionBudget budget = new CollectionBudget(Duration.ofMillis(100));

    private boolean after(int collections, long millis) {
        boolean light = false;
        for (int i = 0; i < collections; i++) {
            light = budget.isNextLight(millis * MILLI);
        }
        return light;
    }

    @Test
    void whatFitsIsWhole() {
        assertThat(after(100, 100)).isFalse();
    }

    @Test
    void slowOnesNowAndThenAreNoReason() {
        for (int i = 0; i < 10; i++) {
            assertThat(after(2, 500)).isFalse();
            assertThat(after(1, 10)).isFalse();
        }
    }

    @Test
    void severalSlowOnesInARowAre() {
        assertThat(after(3, 101)).isTrue();
    }

    @Test
    void lightOnesGoOnUntilThereIsTimeToSpareForAWhile() {
        after(3, 101);

        assertThat(after(100, 80)).isTrue();
        assertThat(after(19, 50)).isTrue();
        assertThat(after(1, 60)).isTrue();
        assertThat(after(19, 50)).isTrue();
        assertThat(after(1, 50)).isFalse();
        assertThat(after(2, 500)).isFalse();
        assertThat(after(1, 500)).isTrue();
    }

    @Test
    void withoutBudgetAllAreWhole() {
        for (int i = 0; i < 10; i++) {
            assertThat(CollectionBudget.NONE.isNextLight(Long.MAX_VALUE)).isFalse();
        }
    }
}
