package io.darwinexporter.internal.darwin;

/**
 * The {@linkplain TaskCounter 32-bit counters} of one process, widened to totals that never fall.
 * <p>
 * What the kernel shows of a counter depends on its release: from macOS 12 on all are clamped at 2<sup>31</sup>-1; those that
 * it counts with 32 bits itself (context switches, system calls) fall to 0 when 2<sup>32</sup> is reached and rise again; up to
 * macOS 11 they wrap, through negative values, all or all but faults. One rule is right for each of these, so that the release
 * need not be known:
 * <ul>
 * <li>2<sup>31</sup>-1 means "at least": it is no value. (Where counters wrap, one reading in 2<sup>32</sup> is lost by that.)
 * <li>The difference to the last value, taken with 32 bits and a sign, is growth if it is positive: right across a wrap.
 * <li>After saturation, or when it is far below, the counter has started again: what was missed stays uncounted, nothing is
 * invented. Slightly below it is a slip of one reading, and the last value stands.
 * </ul>
 * Growth of 2<sup>31</sup> and more between two readings is not counted. The first value is taken as it stands: where counters
 * wrap, a process that is older than the exporter may have had multiples of 2<sup>32</sup> more.
 */
final class WidenedCounters {

    private static final int COUNTERS = TaskCounter.values().length;
    private static final int SATURATED = Integer.MAX_VALUE;
    private static final int LARGEST_SLIP = 1 << 30;

    private final int[] last = new int[COUNTERS];
    private final long[] total = new long[COUNTERS];
    private int known;
    private int saturated;

    /**
     * Takes a reading.
     *
     * @return whether the {@link #total} is up to date now; false if the counter is saturated
     */
    boolean advance(TaskCounter counter, int reading) {
        int index = counter.ordinal();
        int bit = 1 << index;
        if (reading == SATURATED) {
            saturated |= bit;
            return false;
        }
        if ((known & bit) == 0) {
            known |= bit;
            total[index] = Integer.toUnsignedLong(reading);
        } else {
            int growth = reading - last[index];
            if (growth < 0 && growth > -LARGEST_SLIP && (saturated & bit) == 0) {
                return true;
            }
            total[index] += Math.max(0, growth);
        }
        saturated &= ~bit;
        last[index] = reading;
        return true;
    }

    /** What has been counted; only after {@link #advance} was true. */
    long total(TaskCounter counter) {
        return total[counter.ordinal()];
    }
}
