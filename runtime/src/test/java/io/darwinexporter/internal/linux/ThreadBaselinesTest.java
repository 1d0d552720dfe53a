package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadBaselinesTest {

    private final ThreadBaselines.Counts counts = new ThreadBaselines.Counts();

    @Test
    void threadsThatEndLeaveTheirLastCountBehind() {
        assertThat(collection(10, 100, 11, 200, 12, 300)).isEqualTo(600);
        assertThat(collection(10, 101, 12, 301)).isEqualTo(602);
        assertThat(collection(10, 102)).isEqualTo(603);
        assertThat(collection(10, 102, 20, 5)).isEqualTo(608);
    }

    @Test
    void reusedNumberIsANewThread() {
        assertThat(collection(10, 100, 11, 200)).isEqualTo(300);
        assertThat(collection(10, 100, 11, 3)).isEqualTo(303);
    }

    @Test
    void threadThatCannotBeReadKeepsItsCount() {
        collection(10, 100, 11, 200);
        counts.begin(2);
        counts.add(10, 150, 1);
        counts.keep(11);
        counts.end();
        assertThat(counts.voluntary()).isEqualTo(350);
        assertThat(counts.involuntary()).isEqualTo(2);
        assertThat(collection(10, 150, 11, 210)).isEqualTo(360);
    }

    @Test
    void processWithoutThreadsKeepsTheSum() {
        collection(10, 100);
        assertThat(collection()).isEqualTo(100);
    }

    @Test
    void kindsOfSwitchesAreToldApart() {
        collection(10, 100, 11, 200);
        collection(10, 100);
        assertThat(counts.voluntary()).isEqualTo(300);
        assertThat(counts.involuntary()).isEqualTo(2);
    }

    /** Each thread has one involuntary switch. Returns the voluntary ones. */
    private long collection(long... tidsAndCounts) {
        counts.begin(tidsAndCounts.length / 2);
        for (int i = 0; i < tidsAndCounts.length; i += 2) {
            counts.add((int) tidsAndCounts[i], tidsAndCounts[i + 1], 1);
        }
        counts.end();
        return counts.voluntary();
    }
}
