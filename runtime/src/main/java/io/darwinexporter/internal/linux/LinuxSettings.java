package io.darwinexporter.internal.linux;

import java.nio.file.Path;

/**
 * How the processes of a Linux host are read.
 *
 * @param procfs where the file system of processes is mounted: {@code /proc}, or the host's in a container
 * @param taskstats whether to ask the kernel over netlink for what /proc does not tell, where that is permitted
 * @param traceConnects whether to have the kernel trace who opens network connections, where that is permitted, so that short
 *        ones are credited to those who open them, too
 * @param savings how to save processor time
 */
public record LinuxSettings(Path procfs, boolean taskstats, boolean traceConnects, Savings savings) {

    /** With connects traced and all savings. */
    public LinuxSettings(Path procfs, boolean taskstats) {
        this(procfs, taskstats, true, Savings.defaults());
    }

    /** With taskstats and connects traced. */
    public static LinuxSettings of(Path procfs, Savings savings) {
        return new LinuxSettings(procfs, true, true, savings);
    }

    /** {@code /proc}, with everything that is permitted. */
    public static LinuxSettings defaults() {
        return of(Path.of("/proc"), Savings.defaults());
    }
}
