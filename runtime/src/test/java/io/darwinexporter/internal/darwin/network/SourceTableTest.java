package io.darwinexporter.internal.darwin.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

class SourceTableTest {

    private final SourceTable table = new SourceTable();

    @Test
    void itIsAMapWhateverComesAndGoes() {
        Random random = new Random(7);
        Map<Long, Long> expected = new HashMap<>();
        List<Long> sources = new ArrayList<>();
        for (int round = 0; round < 200_000; round++) {
            boolean grows = round % 40_000 < 25_000;
            if (sources.isEmpty() || random.nextInt(100) < (grows ? 60 : 35)) {
                long source = random.nextInt(10) == 0 ? random.nextLong() | 1 : round + 1;
                if (expected.putIfAbsent(source, (long) round) == null) {
                    sources.add(source);
                    int place = table.add(source);
                    table.owner(place, new SocketOwner(1, source));
                    assertThat(table.advanceSentPackets(place, round)).isEqualTo(round);
                }
            } else {
                int index = random.nextInt(sources.size());
                long source = sources.set(index, sources.get(sources.size() - 1));
                sources.remove(sources.size() - 1);
                expected.remove(source);
                table.remove(table.find(source));
                assertThat(table.find(source)).isEqualTo(SourceTable.NONE);
            }
            if (round % 10_000 == 0) {
                assertHolds(expected);
            }
        }
        assertHolds(expected);
    }

    private void assertHolds(Map<Long, Long> expected) {
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((source, count) -> {
            int place = table.find(source);
            assertThat(place).isNotEqualTo(SourceTable.NONE);
            assertThat(table.owner(place)).isEqualTo(new SocketOwner(1, source));
            assertThat(table.advanceSentPackets(place, count)).isZero();
            assertThat(table.advanceReceivedBytes(place, 0)).isZero();
        });
    }

    @Test
    void countsGrowByThemselves() {
        int place = table.add(5);

        assertThat(table.advanceReceivedBytes(place, 10)).isEqualTo(10);
        assertThat(table.advanceReceivedBytes(place, 7)).isEqualTo(-3);
        assertThat(table.advanceReceivedBytes(place, 11)).isEqualTo(1);
        assertThat(table.advanceSentBytes(place, 3)).isEqualTo(3);
        assertThat(table.advanceReceivedPackets(place, 2)).isEqualTo(2);
        assertThat(table.advanceSentPackets(place, 1)).isEqualTo(1);
    }

    @Test
    void aSourceTakesLessThanAHundredBytes() {
        for (int source = 1; source <= 200_000; source++) {
            table.add(source);
            assertThat(table.places()).isLessThanOrEqualTo(Math.max(64, source * 7 / 4));
        }
        // Five numbers and a reference of at most 8 bytes.
        assertThat(table.places() * 48L / table.size()).isLessThan(100);

        for (int source = 1; source <= 200_000; source++) {
            table.remove(table.find(source));
        }
        assertThat(table.places()).isLessThanOrEqualTo(64);
    }

    @Test
    void comingAndGoingMakesNoGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int source = 1; source <= 30; source++) {
                table.add(source);
            }
            for (int source = 1; source <= 30; source++) {
                table.remove(table.find(source));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
