package io.darwinexporter.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;

/**
 * Who may come in, by bcrypt hashes of passwords.
 * <p>
 * A bcrypt costs tens of milliseconds of CPU on purpose, which must not be the price of each scrape: of the last right
 * password of each user a digest is kept, under a key that never leaves this object. Unknown users cost what known ones do,
 * so that the time an answer takes does not tell who is known.
 */
final class Users {

    /** What {@link #isName} accepts. */
    static final String NAME = "a user name without \":\"";

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53}");
    private static final String DIGEST = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** Of nobody's password: 22 characters of salt, 31 of hash. */
    private static final String SALT_AND_HASH = "abcdefghijklmnopqrstuu" + "0123456789012345678901234567890";

    private final SecretKeySpec key;
    private final Map<String, User> users = new HashMap<>();
    private final User unknown;

    private Users(SecretKeySpec key, Map<String, String> hashes) {
        this.key = key;
        String cost = "10";
        for (Map.Entry<String, String> user : hashes.entrySet()) {
            users.put(user.getKey(), new User(user.getValue()));
            String used = user.getValue().substring(4, 6);
            if (users.size() == 1 || used.compareTo(cost) > 0) {
                cost = used;
            }
        }
        unknown = new User("$2b$" + cost + "$" + SALT_AND_HASH);
    }

    private static final class User {

        private final String hash;
        /** The digest of the password that fitted last; null if none did yet. */
        private volatile byte @Nullable [] remembered;

        private User(String hash) {
            this.hash = hash;
        }
    }

    static Users of(Map<String, String> hashes) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return new Users(new SecretKeySpec(random, DIGEST), hashes);
    }

    /** The users that there are from now on. Of those whose hash is the same, the right password stays remembered. */
    Users changedTo(Map<String, String> hashes) {
        Users changed = new Users(key, hashes);
        changed.users.forEach((name, user) -> {
            User before = users.get(name);
            if (before != null && before.hash.equals(user.hash)) {
                user.remembered = before.remembered;
            }
        });
        return changed;
    }

    /** Whether a text is the hash of a password, in one of the versions $2a$, $2b$ and $2y$, which count the same. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** What has to be in the place of a text that is no hash. */
    static String hashFor(String user) {
        return "a bcrypt hash, as \"htpasswd -nB " + user + "\" makes it: $2y$10$...";
    }

    /** Whether it can be sent before a password. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.indexOf(':') < 0;
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** Whether this is the password that was right before, which is known at once. */
    boolean isRemembered(Credentials given) {
        User user = users.get(given.user());
        byte[] remembered = user == null ? null : user.remembered;
        return remembered != null && MessageDigest.isEqual(remembered, digest(given.password()));
    }

    /** Whether the password is right, by its bcrypt hash. Takes as long as that takes. */
    boolean verify(Credentials given) {
        User user = users.getOrDefault(given.user(), unknown);
        boolean right = BCrypt.verifyer(null, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                .verify(given.password(), user.hash.getBytes(UTF_8)).verified;
        if (!right || user == unknown) {
            return false;
        }
        user.remembered = digest(given.password());
        return true;
    }

    private byte[] digest(byte[] password) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + DIGEST, e);
        }
    }
}
