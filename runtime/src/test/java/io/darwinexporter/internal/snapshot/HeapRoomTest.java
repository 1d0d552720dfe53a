package io.darwinexporter.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapRoomTest {

    @Test
    void thereIsRoomForAFewProcessesAndNoneForMoreThanTheHeapHolds() {
        assertThatCode(() -> HeapRoom.forCollection(0)).doesNotThrowAnyException();
        assertThatCode(() -> HeapRoom.forCollection(-5)).doesNotThrowAnyException();
        assertThat(HeapRoom.has(Runtime.getRuntime().maxMemory() + 1)).isFalse();
    }

    @Test
    void collectionsThatDoNotFitFailBeforeTheyBegin() {
        int tooMany = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 1024);
        assertThatThrownBy(() -> HeapRoom.forCollection(tooMany)).isInstanceOf(CollectionFailedException.class)
                .hasMessageContaining("-Xmx");
    }
}
