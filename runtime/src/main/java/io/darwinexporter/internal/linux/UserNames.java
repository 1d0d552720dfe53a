package io.darwinexporter.internal.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Names of users, remembered, since asking may go over a network. Users without a name are called by their number, and asked
 * about again after a while: the directory may not have been there yet when the exporter was started, as the host was.
 */
final class UserNames implements AutoCloseable {

    private static final int LARGEST_CACHE = 4096;
    private static final long SHORTEST_PAUSE_NANOS = 60_000_000_000L;
    /** So many times as long as asking took: a directory that is out of reach costs a thousandth of the time. */
    private static final long PAUSE_OF_ASKING = 1000;

    private final Directory directory;
    private final LongSupplier nanoClock;
    private final Map<Long, Known> names = new HashMap<>();

    /** Where names are looked up. */
    interface Directory extends AutoCloseable {

        /** The name of a user, or null if it has none or cannot be asked for. */
        @Nullable
        String name(long userId);

        @Override
        void close();
    }

    /** @param askAgainNanos when to ask again, by the clock, if it is but a number */
    private record Known(String name, boolean isNumber, long askAgainNanos) {
    }

    UserNames() {
        this(new PasswordDatabase(), System::nanoTime);
    }

    UserNames(Directory directory, LongSupplier nanoClock) {
        this.directory = directory;
        this.nanoClock = nanoClock;
    }

    /** The user's name, or its number in decimal. */
    String name(long userId) {
        Known known = names.get(userId);
        if (known == null || known.isNumber && known.askAgainNanos - nanoClock.getAsLong() <= 0) {
            known = ask(userId);
            if (names.size() >= LARGEST_CACHE) {
                names.clear();
            }
            names.put(userId, known);
        }
        return known.name;
    }

    private Known ask(long userId) {
        long begin = nanoClock.getAsLong();
        String name = directory.name(userId);
        long end = nanoClock.getAsLong();
        long pause = Math.max(SHORTEST_PAUSE_NANOS, PAUSE_OF_ASKING * (end - begin));
        return new Known(name == null ? Long.toString(userId) : name, name == null, end + pause);
    }

    @Override
    public void close() {
        directory.close();
    }
}
