package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.linux.binding.LibC;

@EnabledOnOs(OS.LINUX)
class UserNamesTest {

    private static final int MORE_THAN_ARE_KEPT = 10_000;

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
}
