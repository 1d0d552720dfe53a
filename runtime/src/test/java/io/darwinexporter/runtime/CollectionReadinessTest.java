package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class CollectionReadinessTest {

    private static final Instant LAST = Instant.parse("2026-11-23T03:00:00Z");

    @Test
    void aScheduleMayMissTwoCollections() {
        assertThat(CollectionReadiness.isOverdue(LAST, LAST.plusSeconds(45), Duration.ofSeconds(15))).isFalse();
        assertThat(CollectionReadiness.isOverdue(LAST, LAST.plusSeconds(46), Duration.ofSeconds(15))).isTrue();
    }
}
