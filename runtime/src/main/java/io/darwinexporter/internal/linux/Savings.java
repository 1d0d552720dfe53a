package io.darwinexporter.internal.linux;

/**
 * Ways to read processes for less processor time, with the same results.
 *
 * @param skipIdle whether the files of processes that have not run since the last collection are left unread, where the kernel
 *        can prove that
 * @param fullReadEvery in each such number of collections everything is read of every process, of some in each: what others can
 *        do to a process that does not run; at least 1
 * @param keepDescriptors whether files of processes that run are kept open between collections
 * @param keptBytes the memory of the kernel that files which are kept open may take
 */
public record Savings(boolean skipIdle, int fullReadEvery, boolean keepDescriptors, long keptBytes) {

    public static final int DEFAULT_FULL_READ_EVERY = 20;
    public static final long DEFAULT_KEPT_BYTES = 32L * 1024 * 1024;

    public Savings {
        if (fullReadEvery < 1) {
            throw new IllegalArgumentException("a full read every " + fullReadEvery + " collections");
        }
    }

    /** All of them. */
    public static Savings defaults() {
        return new Savings(true, DEFAULT_FULL_READ_EVERY, true, DEFAULT_KEPT_BYTES);
    }

    /** None: every file is opened and read in each collection. */
    public static Savings none() {
        return new Savings(false, DEFAULT_FULL_READ_EVERY, false, 0);
    }
}
