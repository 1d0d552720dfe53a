package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/** Files that are missing, closed or damaged, and a procfs that is. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class SourceFailuresTest extends OnFakeProcfs {

    SourceFailuresTest(boolean saving) {
        super(saving);
    }

    @Test
    void processThatVanishesIsCountedAndHasNoRow() throws Exception {
        procfs.process(10).write();
        procfs.process(11).write();
        procfs.delete("11/stat");
        open(false);
        collect();
        assertThat(snapshot.rows()).isEqualTo(1);
        assertThat(snapshot.vanished()).isEqualTo(1);
    }

    @Test
    void whereStatusCannotBeReadTheUserIsTheOwnerOfTheFolder() throws Exception {
        procfs.process(10).write();
        procfs.process(11).write();
        open(false);
        collect();
        assertThat(snapshot.rows()).isEqualTo(2);
        procfs.process(12).write();
        procfs.delete("12/status");
        collect();
        // The folder is still there, and tells whose process it is.
        assertThat(snapshot.rows()).isEqualTo(3);
        assertThat(snapshot.user(row(12))).isEqualTo(snapshot.userId(row(12)) == 0 ? "root" : System.getProperty("user.name"));
    }

    @Test
    void missingFilesCostTheirMeasuresOnly() throws Exception {
        procfs.process(10).write();
        open(false);
        collect();
        for (String file : new String[] { "io", "statm", "fd" }) {
            procfs.delete("10/" + file);
        }
        collect();
        int row = row(10);
        assertThat(snapshot.has(row, Measure.CPU_USER_NANOS)).isTrue();
        assertThat(snapshot.has(row, Measure.CONTEXT_SWITCHES)).isTrue();
        assertThat(snapshot.has(row, Measure.DISK_READ_BYTES)).isFalse();
        assertThat(snapshot.has(row, Measure.RESIDENT_BYTES)).isFalse();
        assertThat(snapshot.has(row, Measure.OPEN_DESCRIPTORS)).isFalse();
        for (MeasureKind kind : new MeasureKind[] { MeasureKind.DISK, MeasureKind.MEMORY, MeasureKind.DESCRIPTORS }) {
            assertThat(snapshot.failures(kind, ReadFailure.GONE)).as(kind.label()).isEqualTo(1);
        }
    }

    @Test
    void filesThatCannotBeReadAreCountedAsFailed() throws Exception {
        procfs.process(10).write();
        open(false);
        procfs.breakFile("10/io");
        collect();
        assertThat(snapshot.has(row(10), Measure.DISK_READ_BYTES)).isFalse();
        assertThat(snapshot.failures(MeasureKind.DISK, ReadFailure.FAILED)).isEqualTo(1);
        assertThat(snapshot.isDenied(row(10))).isFalse();
    }

    @Test
    void filesThatAreNotUnderstoodAreCountedAsMalformed() throws Exception {
        procfs.process(10).write();
        procfs.file("10/io", "read_bytes: 5");
        procfs.file("10/statm", "");
        procfs.file("10/status", "Name: x\n");
        procfs.file("stat", "");
        procfs.file("meminfo", "");
        open(false);
        collect();
        assertThat(snapshot.failures(MeasureKind.DISK, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.MEMORY, ReadFailure.MALFORMED)).isEqualTo(2);
        assertThat(snapshot.failures(MeasureKind.SCHEDULING, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.CPU, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.hasHostCpuNanos()).isFalse();
        assertThat(snapshot.has(row(10), Measure.CPU_USER_NANOS)).isTrue();
        assertThat(snapshot.has(row(10), Measure.CONTEXT_SWITCHES)).isFalse();
    }

    @Test
    void failedReadForgetsNobody() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).ticks(1000, 0).write();
        open(false);
        collect();
        ProcessDescription before = snapshot.description(row(10));
        procfs.file("10/stat", "10 (ap");
        collect();
        assertThat(snapshot.failures(MeasureKind.IDENTITY, ReadFailure.MALFORMED)).isEqualTo(1);
        assertThat(snapshot.name(row(10))).isEqualTo("app");
        assertThat(snapshot.present(row(10))).isZero();
        process.write();
        collect();
        assertThat(snapshot.description(row(10))).isSameAs(before);
        assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo(1000 * TICK);
    }

    @Test
    void procfsThatCannotBeReadAnyMoreFailsTheCollectionAndLeavesTheSnapshot() throws Exception {
        procfs.process(10).write();
        open(false);
        collect();
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        assertThatThrownBy(this::collect).isInstanceOf(CollectionFailedException.class).hasMessageContaining(folder.toString());
        assertThat(snapshot.rows()).isEqualTo(1);
        Files.createDirectory(folder);
        assertThatThrownBy(this::collect).isInstanceOf(CollectionFailedException.class);
        Files.delete(folder);
        Files.move(away, folder);
        collect();
        assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo(10 * TICK);
    }

    @Test
    void placeWithoutProcessesIsUnsupported() {
        assertThatThrownBy(() -> open(false)).isInstanceOf(UnsupportedPlatformException.class)
                .hasMessageContaining("no processes in " + folder);
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> LinuxProcessSource.open(settings(Set.of()), linux(nowhere)))
                .isInstanceOf(UnsupportedPlatformException.class).hasMessageContaining(nowhere.toString());
    }

    @Test
    void foreignProcfsIsSaidAndNotMixedWithOtherSources() throws IOException {
        procfs.process(10).write();
        Files.createSymbolicLink(folder.resolve("self"), Path.of("10"));
        open(false);
        assertThat(source.description().missing()).anyMatch(text -> text.contains("another pid namespace"));
        assertThat(source.description().supported()).doesNotContain(Measure.RUN_QUEUE_WAIT_NANOS);
    }

    @Test
    void limitsOfDescriptorsAreReadFromFilesWhereThePidsAreNotTheKernels() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).softLimit(1000).write();
        open(Set.of(MeasureKind.DESCRIPTORS));
        collect();
        assertThat(value(10, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(3_000);
        process.softLimit(100).write();
        int stale = 0;
        for (int i = 0; i < savings.fullReadEvery(); i++) {
            collect();
            stale += value(10, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS) == 3_000 ? 1 : 0;
        }
        assertThat(value(10, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(30_000);
        assertThat(stale).as("collections that have not read it again").isPositive();
    }

    @Test
    void withoutItsLimitsAProcessStillTellsItsDescriptors() throws Exception {
        procfs.process(10).softLimit(0).write();
        procfs.process(11).write();
        procfs.process(12).write();
        procfs.process(13).write();
        procfs.breakFile("11/limits");
        procfs.file("12/limits", "");
        procfs.file("13/limits", "Max open files");
        open(Set.of(MeasureKind.DESCRIPTORS));
        collect();
        for (int pid = 10; pid <= 13; pid++) {
            assertThat(value(pid, Measure.OPEN_DESCRIPTORS)).isEqualTo(3);
            assertThat(snapshot.has(row(pid), Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isFalse();
        }
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.FAILED)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.GONE)).isEqualTo(1);
        assertThat(snapshot.failures(MeasureKind.DESCRIPTORS, ReadFailure.MALFORMED)).isEqualTo(1);
        procfs.delete("11/limits");
        procfs.process(11).write();
        collect();
        assertThat(value(11, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isEqualTo(3_000);
    }
}
