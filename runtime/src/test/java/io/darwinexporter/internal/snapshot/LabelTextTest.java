package io.darwinexporter.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTextTest {

    @Test
    void longTextsAreCut() {
        String longest = "x".repeat(LabelText.MAX_LENGTH);
        assertThat(LabelText.of(longest)).isSameAs(longest);
        assertThat(LabelText.of(longest + "x")).isEqualTo(longest);
    }

    @Test
    void cutNeverSplitsAPair() {
        assertThat(LabelText.of("x".repeat(255) + "\uD83D\uDE00")).isEqualTo("x".repeat(255));
        assertThat(LabelText.of("x".repeat(254) + "\uD83D\uDE00z")).isEqualTo("x".repeat(254) + "\uD83D\uDE00");
    }

    @Test
    void unpairedSurrogatesAreReplaced() {
        assertThat(LabelText.of("a\uD83Db\uDE00c\uD83D")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(LabelText.of("a\uD83D\uDE00b")).isEqualTo("a\uD83D\uDE00b");
    }
}
