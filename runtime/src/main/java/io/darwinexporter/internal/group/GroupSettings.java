package io.darwinexporter.internal.group;

import java.time.Duration;

/**
 * How groups are kept.
 *
 * @param cpuWindow the shortest time that CPU usage is averaged over
 * @param groupRetention how long a group without members is still shown
 * @param maxGroups how many groups there are at most, apart from {@value Group#OTHER}, which takes the processes of others;
 *        those that rules expect are made all the same
 * @param admission which processes may make a group
 * @param threads which groups are broken down by the names of threads
 */
public record GroupSettings(Duration cpuWindow, Duration groupRetention, int maxGroups, Admission admission,
        ThreadSettings threads) {

    private static final int DEFAULT_MAX_GROUPS = 2000;

    public GroupSettings {
        if (cpuWindow.isNegative() || groupRetention.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + cpuWindow + ", " + groupRetention);
        }
        if (maxGroups < 1) {
            throw new IllegalArgumentException("no room for any group: " + maxGroups);
        }
    }

    /** As many groups as are good for nearly everybody. */
    public GroupSettings(Duration cpuWindow, Duration groupRetention, ThreadSettings threads) {
        this(cpuWindow, groupRetention, DEFAULT_MAX_GROUPS, Admission.OF_ALL, threads);
    }

    /** Without threads. */
    public GroupSettings(Duration cpuWindow, Duration groupRetention) {
        this(cpuWindow, groupRetention, ThreadSettings.off());
    }

    /** Room for this many groups. */
    public GroupSettings withMaxGroups(int maxGroups) {
        return new GroupSettings(cpuWindow, groupRetention, maxGroups, admission, threads);
    }

    /** With other processes that may make groups. */
    public GroupSettings withAdmission(Admission admission) {
        return new GroupSettings(cpuWindow, groupRetention, maxGroups, admission, threads);
    }

    /** A second, an hour, and 2,000 groups. */
    public static GroupSettings defaults() {
        return new GroupSettings(Duration.ofSeconds(1), Duration.ofHours(1));
    }
}
