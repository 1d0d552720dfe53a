package io.darwinexporter.internal.darwin;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.darwin.binding.LibSystem;
import io.darwinexporter.internal.darwin.binding.NativeBuffer;

/**
 * Names of users, by {@code getpwuid_r}, which knows those of directory services too. Asked once for each user.
 */
final class UserNames {

    private static final int STRINGS_SIZE = 64 << 10;

    private final Map<Long, String> names = new HashMap<>();
    private final NativeBuffer passwd = new NativeBuffer(Passwd.SIZE);
    private final NativeBuffer strings = new NativeBuffer(STRINGS_SIZE);
    private final NativeBuffer result = new NativeBuffer(Long.BYTES);

    /** The name of the user, or the number where there is none. */
    String of(long userId) {
        String known = names.get(userId);
        if (known != null) {
            return known;
        }
        result.bytes().putLong(0, 0);
        int error = LibSystem.getpwuid_r((int) userId, passwd.address(), strings.address(), strings.capacity(),
                result.address());
        boolean found = error == 0 && result.bytes().getLong(0) != 0;
        String name = nameOr(found ? Passwd.name(passwd.bytes(), strings.bytes(), strings.address()) : null, userId);
        // After an error it may be had the next time; that there is no such user is an answer.
        if (error == 0) {
            names.put(userId, name);
        }
        return name;
    }

    private static String nameOr(@Nullable String name, long userId) {
        return name == null ? Long.toString(userId) : name;
    }
}
