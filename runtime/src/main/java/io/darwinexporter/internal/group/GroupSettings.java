package io.darwinexporter.internal.group;

import java.time.Duration;

/**
 * How groups are kept.
 *
 * @param cpuWindow the shortest time that CPU usage is averaged over
 * @param groupRetention how long a group without members is still shown
 */
public record GroupSettings(Duration cpuWindow, Duration groupRetention) {

    public GroupSettings {
        if (cpuWindow.isNegative() || groupRetention.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + cpuWindow + ", " + groupRetention);
        }
    }

    /** A second, and an hour. */
    public static GroupSettings defaults() {
        return new GroupSettings(Duration.ofSeconds(1), Duration.ofHours(1));
    }
}
