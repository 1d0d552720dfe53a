package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceSettings;

class SourceFactsTest {

    private static final Set<ProcessFact> ALL = EnumSet.allOf(ProcessFact.class);

    @TempDir
    Path folder;
    private FakeProcfs procfs;
    private LinuxProcessSource source;
    private final SnapshotBuffer snapshot = new SnapshotBuffer();

    @BeforeEach
    void mount() {
        procfs = new FakeProcfs(folder);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private void open(Set<ProcessFact> facts) {
        source = LinuxProcessSource.open(new SourceSettings(EnumSet.allOf(MeasureKind.class), facts, true),
                new LinuxSettings(folder, true));
    }

    private ProcessDescription collect() throws Exception {
        source.collect(snapshot, ProcessFilter.ALL);
        return snapshot.description(0);
    }

    private void executable(String target) throws Exception {
        Path link = folder.resolve("10/exe");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Test
    void executableAndControlGroupsAreThoseOfTheKernel() throws Exception {
        procfs.process(10).command("python3").commandLine("python\0app.py\0").write();
        executable("/usr/bin/python3.13");
        procfs.file("10/cgroup", "1:cpu:/a\n0::/system.slice/app.service\n");
        open(ALL);

        ProcessDescription description = collect();
        assertThat(description.commandName()).isEqualTo("python3");
        assertThat(description.executable()).isEqualTo("/usr/bin/python3.13");
        assertThat(description.controlGroups()).containsExactly("/a", "/system.slice/app.service");
        assertThat(description.unread()).isEmpty();
        assertThat(collect()).isSameAs(description);
    }

    @Test
    void whatIsNotWantedIsNotRead() throws Exception {
        procfs.process(10).write();
        executable("/usr/bin/app");
        procfs.file("10/cgroup", "0::/a\n");
        open(Set.of());

        assertThat(collect().executable()).isEmpty();
        assertThat(collect().controlGroups()).isEmpty();
    }

    @Test
    void aDeletedExecutableKeepsItsPath() throws Exception {
        procfs.process(10).write();
        executable("/usr/bin/app (deleted)");
        open(ALL);

        assertThat(collect().executable()).isEqualTo("/usr/bin/app");
    }

    @Test
    void theFirstArgumentStandsInForALinkThatCannotBeRead() throws Exception {
        procfs.process(10).commandLine("/opt/app\0-d\0").write();
        procfs.file("10/exe", "no link");
        procfs.file("10/cgroup", "0::/a\n");
        open(Set.of(ProcessFact.EXECUTABLE));

        ProcessDescription description = collect();
        assertThat(description.executable()).isEqualTo("/opt/app");
        assertThat(description.unread()).containsOnly(entry(ProcessFact.EXECUTABLE, ReadFailure.FAILED));
        assertThat(description.arguments()).isEmpty();
        assertThat(snapshot.failures(MeasureKind.IDENTITY, ReadFailure.FAILED)).isEqualTo(1);
    }

    @Test
    void kernelThreadsHaveNoExecutable() throws Exception {
        procfs.process(10).kernelThread().commandLine("").write();
        procfs.file("10/cgroup", "0::/\n");
        open(ALL);

        assertThat(collect().executable()).isEmpty();
        assertThat(collect().unread()).isEmpty();
    }

    @Test
    void anExecReadsThemAgainAndASteadyCycleDoesNot() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).command("sh").commandLine("sh\0").write();
        executable("/bin/sh");
        procfs.file("10/cgroup", "0::/a\n");
        open(ALL);
        collect();
        executable("/bin/other");
        procfs.file("10/cgroup", "0::/b\n");
        for (int cycle = 0; cycle < 2 * Savings.DEFAULT_FULL_READ_EVERY; cycle++) {
            assertThat(collect().executable()).isEqualTo("/bin/sh");
            assertThat(collect().controlGroups()).containsExactly("/a");
        }
        process.command("java").commandLine("java\0").write();

        assertThat(collect().executable()).isEqualTo("/bin/other");
        assertThat(collect().controlGroups()).containsExactly("/b");
    }

    @Test
    void anExecUnderTheSameCommandIsSeenByItsStackAtOnce() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).stackStart(140_722_000_000_000L).write();
        executable("/v1/app");
        open(Set.of(ProcessFact.EXECUTABLE));
        ProcessDescription before = collect();
        executable("/v2/app");
        assertThat(collect()).isSameAs(before);
        process.stackStart(140_735_000_000_000L).write();

        assertThat(collect().executable()).isEqualTo("/v2/app");
    }

    @Test
    void ofARealProcessAnExecUnderTheSameCommandIsSeenAtOnce() throws Exception {
        procfs.process(10).write();
        open(ALL);
        Process shell = new ProcessBuilder("/bin/sh", "-c", "read line; exec /bin/sh -c 'echo; read line; :'").start();
        try (LiveSource live = new LiveSource(false, Savings.defaults(), ALL)) {
            int pid = (int) shell.pid();
            // Only then is it no longer looked at for being young.
            while (System.currentTimeMillis() - shell.info().startInstant().orElseThrow().toEpochMilli() < 5_500) {
                Thread.sleep(100);
            }
            live.collect();
            live.collect();
            shell.getOutputStream().write('\n');
            shell.getOutputStream().flush();
            assertThat(shell.getInputStream().read()).isEqualTo('\n');

            ProcessDescription after = live.collect().snapshot().description(live.row(pid));
            assertThat(after.arguments()).element(2).asString().startsWith("echo");
        } finally {
            shell.destroyForcibly().waitFor();
        }
    }

    @Test
    void anExecUnderTheSameCommandIsSeenByTheCommandLineInTurn() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).command("app").commandLine("app\0001\0").write();
        executable("/v1/app");
        procfs.file("10/cgroup", "0::/a\n");
        open(Set.of(ProcessFact.EXECUTABLE));
        collect();
        process.commandLine("app\0002\0").write();
        executable("/v2/app");
        for (int cycle = 0; cycle < Savings.DEFAULT_FULL_READ_EVERY; cycle++) {
            collect();
        }

        assertThat(collect().executable()).isEqualTo("/v2/app");
    }

    @Test
    void ofARealProcessTheyAreThoseOfItsProgram() throws Exception {
        procfs.process(10).write();
        open(ALL);
        int self = (int) ProcessHandle.current().pid();
        try (LiveSource live = new LiveSource(false, Savings.defaults(), ALL)) {
            ProcessDescription own = live.collect().snapshot().description(live.row(self));
            assertThat(own.executable()).isEqualTo(Path.of("/proc/self/exe").toRealPath().toString());
            assertThat(own.arguments().get(0)).endsWith("java");
            assertThat(own.controlGroups()).isNotEmpty();
        }
    }

    @Test
    void anotherUserIsToldByNumberAndByNameWhereverItIsSeen() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).uid(0).pages(300, 100).write();
        open(Set.of());
        assertThat(collect().user()).isEqualTo("root");
        // What has become of memory has the file read that tells the user, too.
        process.uid(4294967000L).pages(301, 100).write();
        collect();
        for (int i = 0; i < 3; i++) {
            assertThat(collect().user()).isEqualTo("4294967000");
            assertThat(snapshot.userId(0)).isEqualTo(4294967000L);
        }
    }

    @Test
    void theNumberOfAUserNeverGoesWithTheNameOfAnother() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).uid(0).pages(300, 100).write();
        open(Set.of());
        for (int i = 0; i < 2 * Savings.DEFAULT_FULL_READ_EVERY; i++) {
            process.uid(4294967000L + i).pages(300 + i % 3, 100).write();
            String user = collect().user();
            assertThat(user).isEqualTo(Long.toString(snapshot.userId(0)));
        }
    }
}
