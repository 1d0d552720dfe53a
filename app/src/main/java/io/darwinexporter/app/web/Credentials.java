package io.darwinexporter.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A name and a password, as a client has sent them in the header {@code Authorization} (RFC 7617).
 */
final class Credentials {

    private static final String SCHEME = "Basic ";

    private final String user;
    private final byte[] password;

    Credentials(String user, byte[] password) {
        this.user = user;
        this.password = password;
    }

    /** Null if there is no such header, or it is of another form. */
    static @Nullable Credentials of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        byte[] pair;
        try {
            pair = Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        for (int i = 0; i < pair.length; i++) {
            if (pair[i] == ':') {
                return new Credentials(new String(pair, 0, i, UTF_8), Arrays.copyOfRange(pair, i + 1, pair.length));
            }
        }
        return null;
    }

    String user() {
        return user;
    }

    byte[] password() {
        return password;
    }
}
