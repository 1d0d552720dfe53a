package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.linux.binding.LibC;

@EnabledOnOs(OS.LINUX)
class UserNamesTest {

    private static final int MORE_THAN_ARE_KEPT = 10_000;
    private static final long SECOND = 1_000_000_000L;

    @BeforeAll
    static void load() {
        LibC.load();
    }

    @Test
    void knownUserHasItsName() {
        try (UserNames users = new UserNames()) {
            assertThat(users.name(0)).isEqualTo("root");
            assertThat(users.name(0)).isSameAs(users.name(0));
        }
    }

    @Test
    void unknownUsersAreTheirNumbersHoweverMany() {
        try (UserNames users = new UserNames()) {
            for (long user = 3_000_000_000L; user < 3_000_000_000L + MORE_THAN_ARE_KEPT; user++) {
                assertThat(users.name(user)).isEqualTo(Long.toString(user));
            }
        }
    }

    @Test
    void aUserWithoutANameIsAskedAboutAgainAfterAMinute() {
        FakeDirectory directory = new FakeDirectory();
        UserNames users = new UserNames(directory, () -> directory.nanos);
        assertThat(users.name(7000)).isEqualTo("7000");
        directory.names.put(7000L, "ada");
        directory.nanos += 59 * SECOND;
        assertThat(users.name(7000)).isEqualTo("7000");
        directory.nanos += 2 * SECOND;
        assertThat(users.name(7000)).isEqualTo("ada");
        directory.nanos += 100_000 * SECOND;
        users.name(7000);
        assertThat(directory.asked).isEqualTo(2);
    }

    @Test
    void aDirectoryThatTakesLongToAnswerIsRarelyAsked() {
        FakeDirectory directory = new FakeDirectory();
        directory.answerNanos = 30 * SECOND;
        UserNames users = new UserNames(directory, () -> directory.nanos);
        for (int minute = 0; minute < 500; minute++) {
            assertThat(users.name(7000)).isEqualTo("7000");
            directory.nanos += 60 * SECOND;
        }
        assertThat(directory.asked).isEqualTo(1);
        directory.nanos += 60 * SECOND;
        users.name(7000);
        assertThat(directory.asked).isEqualTo(2);
    }

    private static final class FakeDirectory implements UserNames.Directory {

        private final Map<Long, String> names = new HashMap<>();
        private long nanos = Long.MAX_VALUE - SECOND;
        private long answerNanos;
        private int asked;

        @Override
        public String name(long userId) {
            asked++;
            nanos += answerNanos;
            return names.get(userId);
        }

        @Override
        public void close() {
            names.clear();
        }
    }
}
