package io.darwinexporter.app.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestMemoryTest {

    private final RequestMemory memory = new RequestMemory(64_000);

    @Test
    void nobodyGetsMoreThanAShareOfWhatIsLeft() {
        assertThat(memory.take(0, 2_001)).isFalse();
        assertThat(memory.take(0, 2_000)).isTrue();
        assertThat(memory.take(0, 2_000)).isFalse();
        assertThat(memory.take(0, 1_900)).isTrue();
    }

    @Test
    void smallOnesFindRoomWhenLargeOnesDoNot() {
        int taken = 0;
        while (memory.take(0, 1_000)) {
            taken++;
        }

        assertThat(taken).isBetween(30, 35);
        assertThat(memory.take(0, 100)).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        while (memory.take(0, 1_000)) {
            // Until it is refused.
        }

        assertThat(memory.take(1_000, 0)).isTrue();

        assertThat(memory.take(0, 1_000)).isTrue();
        assertThat(memory.take(0, 1_000)).isFalse();
    }

    @Test
    void whatIsTakenAlreadyCountsForTheShare() {
        assertThat(memory.take(0, 2_000)).isTrue();

        assertThat(memory.take(2_000, 2_001)).isFalse();
        assertThat(memory.take(2_000, 1_999)).isTrue();
        assertThat(memory.take(1_999, 2_000)).isTrue();
    }
}
