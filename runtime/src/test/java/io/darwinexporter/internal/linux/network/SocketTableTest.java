package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SocketTableTest {

    @Test
    void holdsWhatAMapHolds() {
        Random random = new Random(7);
        Map<Long, Long> expected = new HashMap<>();
        SocketTable table = new SocketTable();
        SocketReading reading = new SocketReading();
        for (int i = 0; i < 200_000; i++) {
            // Grows, shrinks, and grows again.
            int range = i / 50_000 % 2 == 0 ? 20_000 : 200;
            long cookie = (long) random.nextInt(range) << (random.nextBoolean() ? 12 : 0);
            int entry = table.find(cookie);
            assertThat(entry != SocketTable.NONE).isEqualTo(expected.containsKey(cookie));
            if (entry == SocketTable.NONE) {
                reading.receivedBytes = i;
                table.setCredited(table.add(cookie), reading);
                expected.put(cookie, (long) i);
            } else {
                reading.receivedBytes = expected.get(cookie);
                assertThat(table.hasGrown(entry, reading)).isFalse();
                reading.receivedBytes++;
                assertThat(table.hasGrown(entry, reading)).isTrue();
                table.remove(entry);
                expected.remove(cookie);
            }
            if (i % 1000 == 0) {
                expected.keySet().removeIf(key -> {
                    boolean removed = range == 200 && key > 200;
                    if (removed) {
                        table.remove(table.find(key));
                    }
                    return removed;
                });
                table.shrink();
            }
        }
        assertThat(table.size()).isEqualTo(expected.size());
        int used = 0;
        for (int entry = 0; entry < table.limit(); entry++) {
            used += table.isUsed(entry) ? 1 : 0;
        }
        assertThat(used).isEqualTo(expected.size());
    }

    @Test
    void aNewSocketHasNothingOfTheOneWhoseEntryItTakes() {
        SocketTable table = new SocketTable();
        SocketReading reading = new SocketReading();
        reading.receivedBytes = 5;
        int entry = table.add(1);
        table.setCredited(entry, reading);
        table.owner(entry, new SocketOwner(1, 1));
        table.fromBefore(entry, true);
        table.lookedUpInVain(entry, 100);
        table.remove(entry);
        assertThat(table.add(2)).isEqualTo(entry);
        assertThat(table.hasGrown(entry, reading)).isTrue();
        assertThat(table.owner(entry)).isNull();
        assertThat(table.isFromBefore(entry)).isFalse();
        assertThat(table.mayLookUp(entry, 100)).isTrue();
    }
}
