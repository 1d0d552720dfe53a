package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** The source as nobody, or with single capabilities. */
@EnabledOnOs(OS.LINUX)
class UnprivilegedSourceTest {

    @Test
    void whatMayNotBeReadIsSaidCountedAndNotAskedForEachTime() throws Exception {
        Privileges.asNobody(0, () -> {
            try (LiveSource live = new LiveSource(true)) {
                assertThat(live.source().description().missing()).anyMatch(text -> text.startsWith("no CAP_NET_ADMIN:"))
                        .anyMatch(
                                text -> text.startsWith("neither CAP_SYS_PTRACE nor CAP_DAC_READ_SEARCH: disk bytes, network"));
                assertThat(live.source().description().supported()).contains(Measure.CONTEXT_SWITCHES)
                        .doesNotContain(Measure.RUN_QUEUE_WAIT_NANOS);
                int init = live.collect().row(1);
                assertThat(live.snapshot().isDenied(init)).isTrue();
                assertThat(live.snapshot().has(init, Measure.DISK_READ_BYTES)).isFalse();
                assertThat(live.snapshot().has(init, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS))
                        .as("limits may be read wherever descriptors may be counted")
                        .isEqualTo(live.snapshot().has(init, Measure.OPEN_DESCRIPTORS));
                assertThat(live.value(init, Measure.CONTEXT_SWITCHES)).isPositive();
                assertThat(live.value(init, Measure.RESIDENT_BYTES)).isPositive();
                long first = live.snapshot().failures(MeasureKind.DISK, ReadFailure.DENIED);
                assertThat(first).isPositive();
                live.collect();
                assertThat(live.snapshot().isDenied(live.row(1))).isTrue();
                assertThat(live.snapshot().failures(MeasureKind.DISK, ReadFailure.DENIED)).isLessThan(first);
            }
            return null;
        });
    }

    @Test
    void diskBytesOfOthersTakeBothCapabilitiesAndTheMissingOneIsNamed() throws Exception {
        long both = Privileges.SYS_PTRACE | Privileges.DAC_READ_SEARCH;
        Process root = new ProcessBuilder("sleep", "300").start();
        try {
            int pid = (int) root.pid();
            Privileges.asRootWithout(0, () -> diskBytesAreTold(pid));
            Privileges.asNobody(both, () -> diskBytesAreTold(pid));
            Privileges.asNobody(0, () -> diskBytesAreNotTold(pid, "neither CAP_SYS_PTRACE nor CAP_DAC_READ_SEARCH"));
            Privileges.asNobody(Privileges.SYS_PTRACE, () -> diskBytesAreNotTold(pid, "no CAP_DAC_READ_SEARCH"));
            Privileges.asNobody(Privileges.DAC_READ_SEARCH, () -> diskBytesAreNotTold(pid, "no CAP_SYS_PTRACE"));
            Privileges.asRootWithout(Privileges.SYS_PTRACE, () -> diskBytesAreNotTold(pid, "no CAP_SYS_PTRACE"));
        } finally {
            root.destroyForcibly();
        }
    }

    private static Void diskBytesAreTold(int pid) throws CollectionFailedException {
        try (LiveSource live = new LiveSource(true)) {
            int row = live.collect().row(pid);
            assertThat(live.snapshot().has(row, Measure.DISK_READ_BYTES)).isTrue();
            assertThat(live.snapshot().isDenied(row)).isFalse();
            assertThat(live.source().description().missing()).noneMatch(text -> text.contains("disk bytes"));
        }
        return null;
    }

    private static Void diskBytesAreNotTold(int pid, String reason) throws CollectionFailedException {
        try (LiveSource live = new LiveSource(true)) {
            int row = live.collect().row(pid);
            assertThat(live.snapshot().has(row, Measure.DISK_READ_BYTES)).isFalse();
            assertThat(live.snapshot().isDenied(row)).isTrue();
            assertThat(live.source().description().missing())
                    .contains(reason + ": disk bytes, network traffic of this user's processes only");
        }
        return null;
    }

    @Test
    void threadsOfOthersAreReadButForTheirDiskBytes() throws Exception {
        Privileges.asNobody(0, () -> {
            try (LiveSource live = new LiveSource(true)) {
                RowList rows = new RowList();
                rows.add(live.collect().row(1));
                long counted = live.snapshot().failures(MeasureKind.DISK, ReadFailure.DENIED);
                ThreadBuffer threads = new ThreadBuffer();
                live.source().readThreads(rows, threads);
                assertThat(threads.tid(0)).isEqualTo(1);
                assertThat(threads.name(0)).isNotEmpty();
                assertThat(threads.has(0, ThreadCounter.CPU_USER_NANOS)).isTrue();
                assertThat(threads.has(0, ThreadCounter.VOLUNTARY_SWITCHES)).isTrue();
                assertThat(threads.has(0, ThreadCounter.DISK_READ_BYTES)).isFalse();
                assertThat(live.snapshot().failures(MeasureKind.DISK, ReadFailure.DENIED)).isEqualTo(counted);
            }
            return null;
        });
    }

    @Test
    void trafficOfOthersIsNotToldAndThatIsSaid() throws Exception {
        Privileges.asNobody(0, () -> {
            try (LiveSource live = new LiveSource(true)) {
                assertThat(live.source().description().missing())
                        .anyMatch(text -> text.contains("network traffic of this user's processes only"))
                        .anyMatch(text -> text.contains("no network traffic of processes in other network namespaces"))
                        .anyMatch(text -> text.contains("for the side that accepts them only"));
                assertThat(live.source().description().supported()).contains(Measure.NET_RECEIVE_BYTES);
                int init = live.collect().row(1);
                assertThat(live.snapshot().has(init, Measure.NET_RECEIVE_BYTES)).isFalse();
                assertThat(live.snapshot().hasSockets()).isTrue();
                long first = live.snapshot().failures(MeasureKind.NETWORK, ReadFailure.DENIED);
                assertThat(first).isPositive();
                live.collect().collect();
                assertThat(live.snapshot().failures(MeasureKind.NETWORK, ReadFailure.DENIED)).isLessThan(first);
            }
            return null;
        });
    }

    /** Its folder of descriptors opens by CAP_DAC_READ_SEARCH, but where they lead is told by CAP_SYS_PTRACE only. */
    @Test
    void trafficIsNotZeroWhereOnlyTheFolderOfDescriptorsOpens() throws Exception {
        Privileges.asRootWithout(Privileges.SYS_PTRACE, () -> {
            try (LiveSource live = new LiveSource(true)) {
                assertThat(live.source().description().missing())
                        .anyMatch(text -> text.contains("network traffic of this user's processes only"));
                int init = live.collect().row(1);
                assertThat(live.snapshot().has(init, Measure.NET_RECEIVE_BYTES)).isFalse();
                assertThat(live.snapshot().failures(MeasureKind.NETWORK, ReadFailure.DENIED)).isPositive();
            }
            return null;
        });
    }
}
