package io.darwinexporter.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.ProcessFilter;

class SharedCollectionTest {

    private final FakeProcessSource source = FakeProcessSource.withEverything();

    private SharedCollection shared(Duration minAge) {
        return new SharedCollection(new CollectionCycle(source, ProcessFilter.ALL,
                new ConfiguredGrouping(true, false, false), GroupSettings.defaults()), minAge);
    }

    private static Long collections(CollectionResult result) {
        return result.report().collections();
    }

    @Test
    void latestDoesNotCollect() {
        assertThat(shared(Duration.ZERO).latest(SharedCollectionTest::collections)).isZero();
        assertThat(source.collections()).isZero();
    }

    @Test
    void youngResultIsShared() {
        SharedCollection shared = shared(Duration.ofMinutes(1));

        assertThat(shared.fresh(SharedCollectionTest::collections)).isEqualTo(1);
        assertThat(shared.fresh(SharedCollectionTest::collections)).isEqualTo(1);
        shared.collect();
        assertThat(source.collections()).isEqualTo(1);
    }

    @Test
    void oldResultIsReplaced() {
        SharedCollection shared = shared(Duration.ZERO);

        assertThat(shared.fresh(SharedCollectionTest::collections)).isEqualTo(1);
        assertThat(shared.fresh(SharedCollectionTest::collections)).isEqualTo(2);
    }

    @Test
    void aRunningCollectionTellsForHowLongItHasBeenRunning() {
        SharedCollection shared = shared(Duration.ZERO);
        List<Duration> meanwhile = new ArrayList<>();
        source.counts(snapshot -> meanwhile.add(shared.running()));

        assertThat(shared.running()).isZero();
        shared.collect();
        assertThat(meanwhile).singleElement().satisfies(running -> assertThat(running).isPositive());
        assertThat(shared.running()).isZero();
    }

    @Test
    void whoeverWaitedForACollectionSharesIt() throws Exception {
        SharedCollection shared = shared(Duration.ZERO);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(9);
        try {
            Future<Long> first = threads.submit(() -> shared.latest(result -> {
                reading.countDown();
                await(goOn);
                return 0L;
            }));
            reading.await();
            List<Future<Long>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> shared.fresh(SharedCollectionTest::collections)));
            }
            Thread.sleep(200);
            goOn.countDown();
            first.get(10, TimeUnit.SECONDS);
            for (Future<Long> other : others) {
                assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoeverQueuedSharesWhatWasCollectedSince() {
        SharedCollection shared = shared(Duration.ZERO);
        long asked = System.nanoTime();

        assertThat(shared.freshSince(asked, SharedCollectionTest::collections)).isEqualTo(1);
        assertThat(shared.freshSince(asked, SharedCollectionTest::collections)).isEqualTo(1);
        assertThat(shared.freshSince(System.nanoTime() + 1, SharedCollectionTest::collections)).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingEndsTheSourceOnce() {
        SharedCollection shared = shared(Duration.ZERO);
        shared.close();
        shared.close();
        shared.collect();

        assertThat(source.isClosed()).isTrue();
        assertThat(source.collections()).isZero();
        assertThatThrownBy(() -> shared.fresh(SharedCollectionTest::collections)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shared.latest(SharedCollectionTest::collections)).isInstanceOf(IllegalStateException.class);
    }
}
