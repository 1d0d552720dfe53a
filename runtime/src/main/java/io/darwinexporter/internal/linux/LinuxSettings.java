package io.darwinexporter.internal.linux;

import java.nio.file.Path;

/**
 * How the processes of a Linux host are read.
 *
 * @param procfs where the file system of processes is mounted: {@code /proc}, or the host's in a container
 * @param taskstats whether to ask the kernel over netlink for what /proc does not tell, where that is permitted
 */
public record LinuxSettings(Path procfs, boolean taskstats) {

    /** {@code /proc}, with taskstats. */
    public static LinuxSettings defaults() {
        return new LinuxSettings(Path.of("/proc"), true);
    }
}
