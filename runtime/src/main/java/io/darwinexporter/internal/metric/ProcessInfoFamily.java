package io.darwinexporter.internal.metric;

import java.util.List;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * What single processes are: one sample for each, up to a limit, in the order in which the source listed them.
 *
 * <pre>
 * process_info{pid="1",ppid="0",uid="0",gid="0",name="launchd",user="root",state="sleeping",priority="31",start_time="1763845000.25"} 1
 * </pre>
 *
 * A priority that is not known is an empty label, which Prometheus takes for none. After a collection that failed they are
 * those of the last one that did not, as those of groups are.
 */
final class ProcessInfoFamily implements MetricFamily {

    private static final FamilyDescription DESCRIPTION = new FamilyDescription("process_info", MetricType.INFO, Unit.NONE,
            "What a process is; always 1.",
            List.of("pid", "ppid", "uid", "gid", "name", "user", "state", "priority", "start_time"),
            new Origin("`kinfo_proc`, `proc_bsdinfo`, `pti_priority`", "`stat`, owner of `/proc/PID`",
                    "one for each process, off by default"));

    private final int limit;

    ProcessInfoFamily(int limit) {
        this.limit = limit;
    }

    @Override
    public FamilyDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void collect(CollectionResult result, SampleSink sink) {
        if (result.report().collections() == 0 || result.report().brokenOff()) {
            return;
        }
        SnapshotBuffer snapshot = result.snapshot();
        int shown = 0;
        for (int row = 0; row < snapshot.rows() && shown < limit; row++) {
            if (snapshot.state(row).isLiving() && !snapshot.isExcluded(row)) {
                tell(snapshot, row, SourceTime.epochNanos(snapshot.startNanos(row), result.source()), sink);
                shown++;
            }
        }
    }

    private static void tell(SnapshotBuffer snapshot, int row, long startEpochNanos, SampleSink sink) {
        sink.label("pid", snapshot.pid(row), 0);
        sink.label("ppid", snapshot.parentPid(row), 0);
        sink.label("uid", snapshot.userId(row), 0);
        sink.label("gid", snapshot.groupId(row), 0);
        sink.label("name", snapshot.name(row));
        sink.label("user", snapshot.user(row));
        sink.label("state", snapshot.state(row).label());
        if (snapshot.has(row, Measure.PRIORITY)) {
            sink.label("priority", snapshot.value(row, Measure.PRIORITY), 0);
        } else {
            sink.label("priority", "");
        }
        sink.label("start_time", startEpochNanos, Unit.SECONDS.decimals());
        sink.value(1);
    }
}
