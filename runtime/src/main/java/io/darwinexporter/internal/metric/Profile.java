package io.darwinexporter.internal.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.group.LabelForm;

/**
 * How metrics of groups are spelled, and from when on they count: one model, several catalogues.
 */
public enum Profile {
    /** The exporter's own names. */
    ORIGINAL(Counting.WHOLE_LIVES, "groupname", "name", "user") {
        @Override
        List<String> valuesOf(GroupLabels group) {
            return List.of(group.groupName(), group.name(), group.user());
        }

        @Override
        List<GroupFamily> groupFamilies() {
            return GroupFamilies.ALL;
        }

        @Override
        List<ThreadFamily> threadFamilies() {
            return ThreadFamilies.ALL;
        }
    },
    /** Those of process-exporter 0.7.10, for which there are dashboards and alerts. */
    PROCESS_EXPORTER(Counting.WATCHED, "groupname") {
        @Override
        List<String> valuesOf(GroupLabels group) {
            return List.of(group.groupName());
        }

        @Override
        List<GroupFamily> groupFamilies() {
            return ProcessExporterFamilies.OF_GROUPS;
        }

        @Override
        List<ThreadFamily> threadFamilies() {
            return ProcessExporterThreadFamilies.ALL;
        }
    },
    /** Those of OpenTelemetry's semantic conventions, as Prometheus spells them. */
    OTEL(Counting.WHOLE_LIVES, "groupname", "process_owner") {
        @Override
        List<String> valuesOf(GroupLabels group) {
            return List.of(group.groupName(), group.user());
        }

        @Override
        List<GroupFamily> groupFamilies() {
            return OtelFamilies.ALL;
        }

        /** The conventions have none. */
        @Override
        List<ThreadFamily> threadFamilies() {
            return List.of();
        }
    };

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Counting counting;
    private final List<String> labelNames;
    private final LabelForm<List<String>> labelValues = this::allValuesOf;

    Profile(Counting counting, String... labelNames) {
        this.counting = counting;
        this.labelNames = List.of(labelNames);
    }

    /** The profile of that name; null if there is none. */
    public static @Nullable Profile named(String key) {
        for (Profile profile : values()) {
            if (profile.key.equals(key)) {
                return profile;
            }
        }
        return null;
    }

    /** The names of all profiles, for people. */
    public static String keys() {
        StringJoiner keys = new StringJoiner(", ");
        for (Profile profile : values()) {
            keys.add(profile.key);
        }
        return keys.toString();
    }

    /** Its name in settings and requests. */
    public String key() {
        return key;
    }

    /** The names of the labels that every sample of a group has; those that a rule gives to a group come after them. */
    public List<String> labelNames() {
        return labelNames;
    }

    /** The values of these labels, in the same order, and those of the labels that a rule gives. */
    public LabelForm<List<String>> labelValues() {
        return labelValues;
    }

    private List<String> allValuesOf(GroupLabels group) {
        List<String> values = new ArrayList<>(valuesOf(group));
        values.addAll(group.extra().values());
        return List.copyOf(values);
    }

    abstract List<String> valuesOf(GroupLabels group);

    Counting counting() {
        return counting;
    }

    /**
     * All metrics of groups, on any platform, in the order in which they are shown. Of one name, the first that is fed counts.
     */
    abstract List<GroupFamily> groupFamilies();

    /** All metrics of threads by their names, in the order in which they are shown. */
    abstract List<ThreadFamily> threadFamilies();
}
