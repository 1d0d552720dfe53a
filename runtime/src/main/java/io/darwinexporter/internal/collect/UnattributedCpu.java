package io.darwinexporter.internal.collect;

/**
 * CPU time of the host that no visible process explains: the host's own account less what processes were seen to use.
 * <p>
 * Hosts keep the two accounts with different clocks (Linux samples the host's by ticks and measures that of processes), so
 * that small differences come and go. A cycle in which processes seem to have used more than the host leaves a debt that the
 * next ones pay off first; the debt is bounded, so that a lasting bias does not hide everything for ever. What is known for
 * certain, the use of waited-for children that were never seen, counts in any case. The total never falls.
 */
final class UnattributedCpu {

    /** The most that a host and its processes are taken to differ by for reasons of clocks alone: ten ticks of 10 ms. */
    private static final long MAX_DEBT_NANOS_PER_CPU = 100_000_000L;

    private final long maxDebtNanos;
    private long hostNanos = -1;
    private long debtNanos;
    private long totalNanos;

    UnattributedCpu(int logicalCpus) {
        maxDebtNanos = logicalCpus * MAX_DEBT_NANOS_PER_CPU;
    }

    /**
     * Takes in a collection.
     *
     * @param hostNanos the host's total of CPU time
     * @param visibleGrowthNanos what visible processes have used since the previous collection
     * @param certainNanos what processes that were never seen have used since then, at the least
     * @return the total so far
     */
    long update(long hostNanos, long visibleGrowthNanos, long certainNanos) {
        if (this.hostNanos >= 0) {
            long gap = Math.max(0, hostNanos - this.hostNanos) - visibleGrowthNanos - debtNanos;
            debtNanos = Math.min(maxDebtNanos, Math.max(0, -gap));
            totalNanos += Math.max(Math.max(0, gap), certainNanos);
        }
        this.hostNanos = hostNanos;
        return totalNanos;
    }
}
