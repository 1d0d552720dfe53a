package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;

import org.junit.jupiter.api.Test;

class LongQueueTest {

    private final long[] record = new long[3];

    private boolean add(LongQueue queue, long value) {
        record[0] = value;
        record[2] = -value;
        return queue.add(record);
    }

    @Test
    void givesWhatItWasGivenInOrder() {
        LongQueue queue = new LongQueue(3, 100_000);
        ArrayDeque<Long> expected = new ArrayDeque<>();
        Random random = new Random(3);
        for (int i = 0; i < 300_000; i++) {
            boolean fills = i / 30_000 % 2 == 0;
            if (random.nextInt(10) < (fills ? 8 : 2)) {
                assertThat(add(queue, i)).isTrue();
                expected.add((long) i);
            } else {
                Long next = expected.poll();
                assertThat(queue.take(record)).isEqualTo(next != null);
                if (next != null) {
                    assertThat(record[0]).isEqualTo(next);
                    assertThat(record[2]).isEqualTo(-next);
                }
            }
        }
        assertThat(queue.takeLost()).isZero();
    }

    @Test
    void whatDoesNotFitIsCountedOnce() {
        LongQueue queue = new LongQueue(3, 100);
        for (int i = 0; i < 130; i++) {
            assertThat(add(queue, i)).isEqualTo(i < 100);
        }
        assertThat(queue.takeLost()).isEqualTo(30);
        assertThat(queue.takeLost()).isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(queue.take(record)).isTrue();
            assertThat(record[0]).isEqualTo(i);
        }
        assertThat(queue.take(record)).isFalse();
    }
}
