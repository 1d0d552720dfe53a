package io.darwinexporter.app.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(1));

    @Test
    void eachTimeIsTwiceAsLongAsTheLastUpToALimit() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(3200), Duration.ofMillis(4800));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(4000), Duration.ofMillis(6000));
        }
    }

    @Test
    void startsAnewAfterSuccess() {
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
    }

    @Test
    void noTwoWaitEquallyLong() {
        Backoff other = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(123_456_789));

        assertThat(backoff.next()).isNotEqualTo(other.next());
    }
}
