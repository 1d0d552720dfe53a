package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class CollectionLivenessTest {

    @Test
    void aCollectionHangsAfterAMinute() {
        assertThat(CollectionLiveness.hangs(Duration.ZERO)).isFalse();
        assertThat(CollectionLiveness.hangs(Duration.ofSeconds(60))).isFalse();
        assertThat(CollectionLiveness.hangs(Duration.ofSeconds(61))).isTrue();
    }
}
