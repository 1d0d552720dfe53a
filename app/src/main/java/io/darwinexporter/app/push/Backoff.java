package io.darwinexporter.app.push;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to a limit, and never quite as long as others
 * do, so that a fleet does not come back all at once.
 */
final class Backoff {

    private static final double JITTER = 0.2;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The time until the next attempt after one that has failed. */
    Duration next() {
        Duration wait = next;
        Duration twice = wait.multipliedBy(2);
        next = twice.compareTo(longest) > 0 ? longest : twice;
        return Duration.ofMillis(Math.round(wait.toMillis() * random.nextDouble(1 - JITTER, 1 + JITTER)));
    }

    /** After an attempt that has not failed. */
    void reset() {
        next = first;
    }
}
