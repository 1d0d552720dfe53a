package io.darwinexporter.internal.group;

import java.time.Duration;

/**
 * How groups are kept.
 *
 * @param cpuWindow the shortest time that CPU usage is averaged over
 * @param groupRetention how long a group without members is still shown
 * @param threads which groups are broken down by the names of threads
 */
public record GroupSettings(Duration cpuWindow, Duration groupRetention, ThreadSettings threads) {

    public GroupSettings {
        if (cpuWindow.isNegative() || groupRetention.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + cpuWindow + ", " + groupRetention);
        }
    }

    /** Without threads. */
    public GroupSettings(Duration cpuWindow, Duration groupRetention) {
        this(cpuWindow, groupRetention, ThreadSettings.off());
    }

    /** A second, and an hour. */
    public static GroupSettings defaults() {
        return new GroupSettings(Duration.ofSeconds(1), Duration.ofHours(1));
    }
}
