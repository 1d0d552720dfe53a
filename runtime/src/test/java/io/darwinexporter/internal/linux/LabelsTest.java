package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void textsAreCutBetweenCharacters() {
        assertThat(Labels.cut("a".repeat(256))).hasSize(256);
        assertThat(Labels.cut("a".repeat(300))).hasSize(256);
        assertThat(Labels.cut("a".repeat(255) + "\uD83D\uDE00")).isEqualTo("a".repeat(255));
    }
}
