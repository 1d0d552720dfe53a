package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.snapshot.LabelText;

/**
 * Users by {@code getpwuid_r(3)}, which asks whatever the host is set up for: files, LDAP, sssd.
 */
final class PasswordDatabase implements UserNames.Directory {

    private static final int INITIAL_BYTES = 1024;
    private static final int LARGEST_BYTES = 1024 * 1024;
    /** {@code struct passwd}, of which the name is the first field, and the pointer to the result behind it. */
    private static final int PASSWD_BYTES = 64;
    private static final int RESULT_AT = PASSWD_BYTES;

    private final NativeBuffer passwd = new NativeBuffer(PASSWD_BYTES + Long.BYTES);
    private NativeBuffer strings = new NativeBuffer(INITIAL_BYTES);

    @Override
    public @Nullable String name(long userId) {
        return ask(userId) == 0 ? answer() : null;
    }

    private int ask(long userId) {
        for (;;) {
            passwd.bytes().putLong(RESULT_AT, 0);
            int error = LibC.getpwuid_r((int) userId, passwd.address(0), strings.address(0), strings.size(),
                    passwd.address(RESULT_AT));
            if (error == LibC.ERANGE && strings.size() < LARGEST_BYTES) {
                int larger = strings.size() * 4;
                strings.close();
                strings = new NativeBuffer(larger);
            } else if (error != LibC.EINTR) {
                return error;
            }
        }
    }

    private @Nullable String answer() {
        if (passwd.bytes().getLong(RESULT_AT) == 0) {
            return null;
        }
        long from = passwd.bytes().getLong(0) - strings.address(0);
        if (from < 0 || from >= strings.size()) {
            return null;
        }
        int end = (int) from;
        while (end < strings.size() && strings.bytes().get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - (int) from];
        strings.bytes().get((int) from, name);
        return name.length == 0 ? null : LabelText.of(new String(name, UTF_8));
    }

    @Override
    public void close() {
        passwd.close();
        strings.close();
    }
}
