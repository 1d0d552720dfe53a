package io.darwinexporter.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

    /**
     * Of "secret", with the cost 4, as crypt(3) of libxcrypt made it; the three versions differ in nothing but their letter.
     */
    private static final String TAIL = "04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
    private static final Map<String, String> PROMETHEUS = Map.of("prometheus", "$2y$" + TAIL);

    @ParameterizedTest
    @ValueSource(strings = { "$2a$", "$2b$", "$2y$" })
    void passwordIsRightInEachVersion(String version) {
        Users users = Users.of(Map.of("prometheus", version + TAIL));

        assertThat(users.verify(credentials("prometheus", "secret"))).isTrue();
        assertThat(users.verify(credentials("prometheus", "Secret"))).isFalse();
    }

    @Test
    void nobodyElseComesIn() {
        Users users = Users.of(PROMETHEUS);

        assertThat(users.verify(credentials("grafana", "secret"))).isFalse();
        assertThat(users.verify(credentials("", ""))).isFalse();
        assertThat(users.isRemembered(credentials("grafana", "secret"))).isFalse();
    }

    @Test
    void rightPasswordIsRememberedAndNoOther() {
        Users users = Users.of(PROMETHEUS);
        assertThat(users.isRemembered(credentials("prometheus", "secret"))).isFalse();

        users.verify(credentials("prometheus", "wrong"));
        assertThat(users.isRemembered(credentials("prometheus", "wrong"))).isFalse();

        users.verify(credentials("prometheus", "secret"));
        assertThat(users.isRemembered(credentials("prometheus", "secret"))).isTrue();
        assertThat(users.isRemembered(credentials("prometheus", "secret2"))).isFalse();
    }

    @Test
    void whatIsRememberedStaysWithTheHash() {
        Users users = Users.of(PROMETHEUS);
        users.verify(credentials("prometheus", "secret"));

        assertThat(users.changedTo(PROMETHEUS).isRemembered(credentials("prometheus", "secret"))).isTrue();
        assertThat(users.changedTo(Map.of("prometheus", "$2b$" + TAIL)).isRemembered(credentials("prometheus", "secret")))
                .isFalse();
        assertThat(users.changedTo(Map.of()).isRemembered(credentials("prometheus", "secret"))).isFalse();
    }

    /** As htpasswd and Go have it. */
    @Test
    void longPasswordCountsByItsFirst72Bytes() {
        Users users = Users.of(Map.of("prometheus", "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i"));

        assertThat(users.verify(credentials("prometheus", "x".repeat(72)))).isTrue();
        assertThat(users.verify(credentials("prometheus", "x".repeat(5_000)))).isTrue();
        assertThat(users.verify(credentials("prometheus", "x".repeat(71)))).isFalse();
    }

    @Test
    void onlyWholeHashesAreHashes() {
        String hash = "$2y$" + TAIL;
        assertThat(Users.isHash(hash)).isTrue();
        for (int length = 0; length < hash.length(); length++) {
            assertThat(Users.isHash(hash.substring(0, length))).isFalse();
        }
        assertThat(Users.isHash(hash + "x")).isFalse();
        assertThat(Users.isHash("$1$" + TAIL)).isFalse();
        assertThat(Users.isHash("$2y$99" + TAIL.substring(2))).isFalse();
    }

    private static Credentials credentials(String user, String password) {
        return new Credentials(user, password.getBytes(UTF_8));
    }
}
