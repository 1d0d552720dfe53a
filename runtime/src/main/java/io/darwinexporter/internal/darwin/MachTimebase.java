package io.darwinexporter.internal.darwin;

/**
 * How long a Mach tick is: {@code numer / denom} nanoseconds. 1/1 on Intel, 125/3 on Apple silicon (24 MHz).
 *
 * @param numer at least 1, at most 2<sup>32</sup>
 * @param denom at least 1, at most 2<sup>32</sup>
 */
record MachTimebase(long numer, long denom) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    MachTimebase {
        if (numer < 1 || denom < 1 || numer > 1L << 32 || denom > 1L << 32) {
            throw new IllegalArgumentException("timebase " + numer + "/" + denom);
        }
    }

    /** So many ticks a second. */
    static MachTimebase ofFrequency(long hertz) {
        long divisor = greatestCommonDivisor(NANOS_PER_SECOND, hertz);
        return new MachTimebase(NANOS_PER_SECOND / divisor, hertz / divisor);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /**
     * Ticks as nanoseconds, rounded down. Exact for every span whose nanoseconds fit in a {@code long}, 292 years: the whole
     * multiples of the denominator are taken out before anything is multiplied.
     */
    long nanos(long ticks) {
        return ticks / denom * numer + ticks % denom * numer / denom;
    }

    @Override
    public String toString() {
        return numer + "/" + denom;
    }
}
