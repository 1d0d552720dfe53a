package io.darwinexporter.internal.darwin.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What is credited to whom, message by message.
 */
class TrafficAccountsTest {

    private final TrafficAccounts accounts = new TrafficAccounts();
    private final ProcessTraffic told = new ProcessTraffic();

    private static long uniqueId(int pid) {
        return 1_000_000L + pid;
    }

    private static Datagram update(long source, int pid, long received, long sent) {
        return new Datagram().update(source, pid, received, sent);
    }

    private long receivedBy(int pid) {
        accounts.tell(pid, uniqueId(pid), told);
        return told.receivedBytes();
    }

    @Test
    void aSourceThatWasThereCountsFromItsFirstUpdate() {
        update(1, 700, 5_000, 6_000).to(accounts);
        update(1, 700, 5_100, 6_000).to(accounts);
        accounts.settle();
        update(1, 700, 5_300, 8_000).to(accounts);

        assertThat(receivedBy(700)).isEqualTo(300);
        assertThat(told.sentBytes()).isEqualTo(2_000);
        assertThat(told.receivedPackets()).isZero();
        assertThat(told.sentPackets()).isEqualTo(2);
    }

    @Test
    void aLaterSourceCountsInFull() {
        accounts.settle();
        update(1, 700, 5_000, 6_000).to(accounts);

        assertThat(receivedBy(700)).isEqualTo(5_000);
        assertThat(told.sentPackets()).isEqualTo(6);
        assertThat(accounts.takeLost()).isZero();
    }

    @Test
    void anIdleSourceAddsNothing() {
        accounts.settle();
        for (int i = 0; i < 10; i++) {
            update(1, 700, 5_000, 6_000).to(accounts);
        }

        assertThat(receivedBy(700)).isEqualTo(5_000);
    }

    @Test
    void growthGoesToTheProcessThatTheSameMessageNames() {
        accounts.settle();
        update(1, 700, 5_000, 0).to(accounts);
        update(1, 701, 5_200, 0).to(accounts);
        update(1, 700, 5_201, 0).to(accounts);

        assertThat(receivedBy(700)).isEqualTo(5_001);
        assertThat(receivedBy(701)).isEqualTo(200);
    }

    @Test
    void countsAloneGoToTheProcessThatWasNamedLast() {
        accounts.settle();
        update(1, 700, 5_000, 0).to(accounts);
        new Datagram().counts(1, 5_500, 0).counts(2, 100, 0).to(accounts);

        assertThat(receivedBy(700)).isEqualTo(5_500);
        assertThat(accounts.takeLost()).isEqualTo(1);
    }

    @Test
    void aCountThatFallsAddsNothingAndIsCounted() {
        accounts.settle();
        update(1, 700, 5_000, 1_000).to(accounts);
        update(1, 700, 4_000, 3_000).to(accounts);
        update(1, 700, 5_001, 3_000).to(accounts);

        assertThat(receivedBy(700)).isEqualTo(5_001);
        assertThat(told.sentBytes()).isEqualTo(3_000);
        assertThat(accounts.takeLost()).isEqualTo(1);
    }

    @Test
    void countsThatNoKernelReachesAreNotTaken() {
        accounts.settle();
        update(1, 700, -1, 0).to(accounts);
        update(0, 700, 10, 0).to(accounts);

        assertThat(receivedBy(700)).isZero();
        assertThat(accounts.takeMalformed()).isEqualTo(2);
        assertThat(accounts.sources()).isZero();
    }

    @Test
    void aRemovedSourceIsForgotten() {
        accounts.settle();
        update(1, 700, 5_000, 0).removed(1, 0).removed(99, 0).to(accounts);

        assertThat(accounts.sources()).isZero();
        assertThat(receivedBy(700)).isEqualTo(5_000);
    }

    @Test
    void aSourceThatWasRemovedAfterADropIsCounted() {
        accounts.settle();
        update(1, 700, 5_000, 0).removed(1, 8).removed(99, 8).to(accounts);

        assertThat(accounts.takeLost()).isEqualTo(2);
        assertThat(accounts.takeLost()).isZero();
    }

    @Test
    void anotherConnectionCountsNothingTwice() {
        accounts.settle();
        update(1, 700, 5_000, 0).update(2, 700, 100, 0).to(accounts);
        accounts.disconnect();
        assertThat(accounts.sources()).isZero();
        assertThat(accounts.takeLost()).isEqualTo(2);

        update(1, 700, 5_500, 0).update(2, 700, 100, 0).to(accounts);
        accounts.settle();
        update(1, 700, 5_600, 0).to(accounts);
        assertThat(receivedBy(700)).isEqualTo(5_200);
    }

    @Test
    void aProcessThatHasGoneIsForgottenWithItsLastSocket() {
        accounts.settle();
        update(1, 700, 5_000, 0).to(accounts);
        accounts.tell(700, uniqueId(700), told);
        accounts.endCollection();
        accounts.leave(700, uniqueId(700));
        accounts.endCollection();
        assertThat(accounts.owners()).isEqualTo(1);

        update(1, 700, 5_100, 0).removed(1, 0).to(accounts);
        accounts.endCollection();
        assertThat(accounts.takeLost()).isEqualTo(1);
        assertThat(accounts.owners()).isZero();
    }

    @Test
    void aProcessThatNobodyAsksForIsGivenUp() {
        accounts.settle();
        update(1, 700, 5_000, 0).to(accounts);
        accounts.endCollection();
        accounts.endCollection();
        assertThat(accounts.takeLost()).isZero();
        accounts.endCollection();

        assertThat(accounts.takeLost()).isEqualTo(1);
    }

    @Test
    void lastTotalsAreToldOnlyIfTheyHaveGrown() {
        accounts.settle();
        update(1, 700, 5_000, 0).to(accounts);
        assertThat(accounts.tellLast(700, uniqueId(700), told)).isTrue();
        assertThat(told.receivedBytes()).isEqualTo(5_000);
        assertThat(accounts.tellLast(700, uniqueId(700), told)).isFalse();
        assertThat(accounts.tellLast(701, uniqueId(701), told)).isFalse();

        update(1, 700, 5_001, 0).to(accounts);
        assertThat(accounts.tellLast(700, uniqueId(700), told)).isTrue();
        assertThat(told.receivedBytes()).isEqualTo(5_001);
    }

    @Test
    void aHundredThousandSocketsLeaveNothingBehind() {
        accounts.settle();
        for (int i = 1; i <= 100_000; i++) {
            int pid = 1_000 + i % 50_000;
            update(i, pid, 1_000, 0).removed(i, 0).to(accounts);
            if (i % 1_000 == 0) {
                accounts.endCollection();
            }
        }
        for (int i = 0; i < 3; i++) {
            accounts.endCollection();
        }

        assertThat(accounts.sources()).isZero();
        assertThat(accounts.owners()).isZero();
        assertThat(accounts.takeLost()).isEqualTo(100_000);
    }
}
