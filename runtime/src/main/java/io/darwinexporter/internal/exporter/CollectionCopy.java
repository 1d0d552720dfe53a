package io.darwinexporter.internal.exporter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessCollection;
import io.darwinexporter.ProcessGroup;
import io.darwinexporter.ProcessMeasure;
import io.darwinexporter.ProcessMember;
import io.darwinexporter.ProcessThreads;
import io.darwinexporter.ThreadMeasure;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.group.NamedThreads;
import io.darwinexporter.internal.group.ThreadBreakdown;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessView;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * Copies a result that is on loan into the types of the API, to be kept by whoever asked.
 */
final class CollectionCopy {

    private static final Map<Measure, ProcessMeasure> SHOWN = shown();

    private final CollectionResult result;
    private final ProcessView view;
    private final Map<Group, List<ProcessMember>> members = new IdentityHashMap<>();

    private CollectionCopy(CollectionResult result) {
        this.result = result;
        this.view = new ProcessView(result.snapshot(), result.source().startTimeOffsetNanos());
    }

    /** All measures but those of children, which say nothing by themselves. */
    private static Map<Measure, ProcessMeasure> shown() {
        Map<Measure, ProcessMeasure> shown = new EnumMap<>(Measure.class);
        for (ProcessMeasure measure : ProcessMeasure.values()) {
            shown.put(Measure.valueOf(measure.name()), measure);
        }
        return shown;
    }

    static ProcessCollection of(CollectionResult result) {
        return new CollectionCopy(result).copy();
    }

    private ProcessCollection copy() {
        SnapshotBuffer snapshot = result.snapshot();
        GroupTable table = result.groups();
        for (int row = 0; row < snapshot.rows(); row++) {
            Group group = table.groupOfRow(row);
            if (group != null) {
                members.computeIfAbsent(group, key -> new ArrayList<>()).add(member(snapshot, row));
            }
        }
        List<ProcessGroup> groups = new ArrayList<>(table.size());
        for (int i = 0; i < table.size(); i++) {
            groups.add(group(table.group(i)));
        }
        return new ProcessCollection(Instant.ofEpochSecond(0, result.report().timestampEpochNanos()),
                result.report().success(), supported(), result.source().missing(), groups);
    }

    private Set<ProcessMeasure> supported() {
        Set<ProcessMeasure> supported = EnumSet.noneOf(ProcessMeasure.class);
        SHOWN.forEach((measure, shown) -> {
            if (result.source().supports(measure)) {
                supported.add(shown);
            }
        });
        return supported;
    }

    private ProcessMember member(SnapshotBuffer snapshot, int row) {
        Map<ProcessMeasure, Long> values = new EnumMap<>(ProcessMeasure.class);
        SHOWN.forEach((measure, shown) -> {
            if (snapshot.has(row, measure)) {
                values.put(shown, snapshot.value(row, measure));
            }
        });
        view.wrap(row);
        return new ProcessMember(view.pid(), view.parentPid(), view.userId(), view.name(), view.user(),
                snapshot.state(row).label(), view.startTime(), values);
    }

    private ProcessGroup group(Group group) {
        Map<ProcessMeasure, Long> values = new EnumMap<>(ProcessMeasure.class);
        SHOWN.forEach((measure, shown) -> {
            if (group.has(measure)) {
                values.put(shown, group.value(measure));
            }
        });
        return new ProcessGroup(group.labels().groupName(), group.labels().name(), group.labels().user(),
                group.hasCpuUsage() ? OptionalDouble.of(group.cpuUsageRatio()) : OptionalDouble.empty(), group.starts(),
                group.exits(), values, members.getOrDefault(group, List.of()), threads(group.threadBreakdown()));
    }

    private static List<ProcessThreads> threads(@Nullable ThreadBreakdown breakdown) {
        List<ProcessThreads> threads = new ArrayList<>();
        for (int i = 0; breakdown != null && i < breakdown.size(); i++) {
            NamedThreads named = breakdown.threads(i);
            Map<ThreadMeasure, Long> values = new EnumMap<>(ThreadMeasure.class);
            for (ThreadMeasure shown : ThreadMeasure.values()) {
                ThreadCounter counter = ThreadCounter.valueOf(shown.name());
                if (named.has(counter)) {
                    values.put(shown, named.value(counter));
                }
            }
            threads.add(new ProcessThreads(named.name(), named.living(), values));
        }
        return threads;
    }
}
