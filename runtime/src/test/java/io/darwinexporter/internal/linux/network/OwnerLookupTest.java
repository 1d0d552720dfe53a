package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How few processes are looked at. */
class OwnerLookupTest {

    private static final int PROCESSES = 1000;

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void hostOfManyProcesses() {
        for (int pid = 100; pid < 100 + PROCESSES; pid++) {
            host.process(pid, 1, pid, 10_000 + pid);
            host.processes.get(pid).userId = 1000;
        }
        host.socket(7, 80, 90).opened(10_500);
        host.collect();
    }

    private long walksOf(Runnable change) {
        long before = host.lookup.walks();
        change.run();
        return host.lookup.walks() - before;
    }

    @Test
    void steadyCollectionsLookAtNobody() {
        assertThat(walksOf(() -> host.collect(50))).isZero();
    }

    @Test
    void aNewSocketIsLookedForWhereDescriptorsHaveChanged() {
        host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        host.open(600, 20_000);
        assertThat(walksOf(host::collect)).isEqualTo(1);
        assertThat(host.processes.get(600).receivedBytes()).isEqualTo(1);
    }

    @Test
    void aNewProcessIsLookedAtFirst() {
        SocketOwner young = host.process(5000, 1, 9000, 20_000);
        host.open(700, 30_000);
        host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        assertThat(walksOf(host::collect)).isEqualTo(1);
        assertThat(young.receivedBytes()).isEqualTo(1);
    }

    @Test
    void theOwnerOfTheListenerIsExpectedToHaveWhatArrivesThere() {
        host.listener(50, 80, 10_900);
        host.collect();
        host.close(900, 10_900);
        host.open(900, 20_000);
        host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        assertThat(walksOf(host::collect)).isEqualTo(1);
        assertThat(host.processes.get(900).receivedBytes()).isEqualTo(1);
    }

    @Test
    void ownersOfSocketsComeBeforeOthers() {
        host.close(500, 10_500);
        host.open(500, 20_000);
        host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        assertThat(walksOf(host::collect)).isEqualTo(1);
    }

    @Test
    void thoseOfTheSameUserComeFirst() {
        SocketOwner other = host.process(2000, 1, 50);
        other.userId = 33;
        host.collect();
        host.open(2000, 20_000);
        for (int pid = 200; pid < 300; pid++) {
            host.open(pid, 60_000 + pid);
        }
        FakeHost.FakeSocket socket = host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        socket.reading.userId = 33;
        assertThat(walksOf(host::collect)).isEqualTo(1);
        assertThat(other.receivedBytes()).isEqualTo(1);
    }

    @Test
    void whatNobodyHasIsLookedForEverMoreRarely() {
        host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        assertThat(walksOf(host::collect)).isEqualTo(PROCESSES + 1);
        long walks = walksOf(() -> host.collect(100));
        assertThat(walks).isBetween(2L * PROCESSES, 5L * (PROCESSES + 1));
        assertThat(host.lost).isZero();
    }

    @Test
    void aStreamOfSocketsThatNobodyHasDoesNotMakeItLookEverywhereEachTime() {
        long walks = walksOf(() -> {
            for (int i = 0; i < 100; i++) {
                host.socket(100 + i, 80, 200 + i).opened(20_000 + i).carried(1, 1);
                host.collect();
            }
        });
        assertThat(walks).isLessThan(8L * (PROCESSES + 1));
    }

    @Test
    void thoseThatMayNotBeLookedAtAreLeftOut() {
        host.hidden.add(600);
        host.processes.get(600).hidden = true;
        host.open(600, 20_000);
        host.socket(8, 80, 91).opened(20_000).carried(1, 1);
        host.collect(3);
        assertThat(host.processes.get(600).receivedBytes()).isZero();
    }
}
