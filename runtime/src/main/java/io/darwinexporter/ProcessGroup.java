package io.darwinexporter;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The processes under one group name.
 *
 * @param name the group's name, which no other group has
 * @param processName the name of the process that the group was made for; never changes
 * @param user the user of the process that the group was made for; never changes
 * @param cpuUsageRatio CPU time of the last window by what all logical processors had in it, 0 to 1; empty before a window
 *        has been measured
 * @param starts members that were started while the exporter ran
 * @param exits members that have ended while the exporter ran
 * @param values what is known of the group. Totals never fall: members that leave leave behind what they used. A group
 *        without members has its totals only.
 * @param members the living processes
 * @param threads their threads by name, and those that have ended; empty where groups are not broken down by the names of
 *        threads
 */
public record ProcessGroup(String name, String processName, String user, OptionalDouble cpuUsageRatio, long starts, long exits,
        Map<ProcessMeasure, Long> values, List<ProcessMember> members,
        List<ProcessThreads> threads) {

    public ProcessGroup {
        values = ProcessMember.unchangeable(values);
        members = List.copyOf(members);
        threads = List.copyOf(threads);
    }

    /** The value of a measure; empty if it could be read of no member, or the platform does not have it. */
    public OptionalLong value(ProcessMeasure measure) {
        return ProcessMember.valueIn(values, measure);
    }
}
