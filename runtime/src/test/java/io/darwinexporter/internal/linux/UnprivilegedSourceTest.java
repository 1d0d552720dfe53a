package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** The source as nobody: a thread of this process that has given up being root, which Linux allows thread by thread. */
@EnabledOnOs(OS.LINUX)
class UnprivilegedSourceTest {

    private static final long NOBODY = 65534;
    /** {@code setresuid} as a system call, since the C library's changes all threads. */
    private static final Map<String, Long> SETRESUID = Map.of("amd64", 117L, "aarch64", 147L);
    private static final Map<String, Long> CAPGET = Map.of("amd64", 125L, "aarch64", 90L);
    private static final Map<String, Long> CAPSET = Map.of("amd64", 126L, "aarch64", 91L);
    private static final int CAPABILITY_VERSION_3 = 0x20080522;
    private static final int CAP_SYS_PTRACE = 19;

    @Test
    void whatMayNotBeReadIsSaidCountedAndNotAskedForEachTime() throws Exception {
        asNobody(() -> {
            try (LiveSource live = new LiveSource(true)) {
                assertThat(live.source().description().missing()).anyMatch(text -> text.startsWith("no CAP_NET_ADMIN:"))
                        .anyMatch(text -> text.startsWith("neither root nor CAP_SYS_PTRACE:"));
                assertThat(live.source().description().supported()).contains(Measure.CONTEXT_SWITCHES)
                        .doesNotContain(Measure.RUN_QUEUE_WAIT_NANOS);
                int init = live.collect().row(1);
                assertThat(live.snapshot().isDenied(init)).isTrue();
                assertThat(live.snapshot().has(init, Measure.DISK_READ_BYTES)).isFalse();
                assertThat(live.snapshot().has(init, Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS)).isFalse();
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
    void threadsOfOthersAreReadButForTheirDiskBytes() throws Exception {
        asNobody(() -> {
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
        asNobody(() -> {
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
        inThread(UnprivilegedSourceTest::giveUpTracing, () -> {
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

    private static void asNobody(Callable<Void> test) throws Exception {
        inThread(() -> systemCall(SETRESUID, NOBODY, NOBODY, NOBODY), test);
    }

    /** {@code capget} and {@code capset} with CAP_SYS_PTRACE taken out of what is effective, for this thread. */
    private static int giveUpTracing() {
        try (Memory header = new Memory(8); Memory sets = new Memory(24)) {
            header.setInt(0, CAPABILITY_VERSION_3);
            header.setInt(4, 0);
            int failed = systemCall(CAPGET, header, sets);
            sets.setInt(0, sets.getInt(0) & ~(1 << CAP_SYS_PTRACE));
            return failed != 0 ? failed : systemCall(CAPSET, header, sets);
        }
    }

    private static int systemCall(Map<String, Long> numbers, Object... arguments) {
        Long number = numbers.get(System.getProperty("os.arch"));
        Assumptions.assumeTrue(number != null, "no number of this system call for this processor");
        List<Object> all = new ArrayList<>(List.of(number));
        all.addAll(List.of(arguments));
        return NativeLibrary.getInstance("c").getFunction("syscall").invokeInt(all.toArray());
    }

    private static void inThread(Callable<Integer> lessPrivilege, Callable<Void> test) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            Assumptions.assumeTrue(lessPrivilege.call() == 0, "not root, so that this thread cannot give privileges up");
            return test.call();
        });
        Thread thread = new Thread(task, "unprivileged");
        thread.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) e.getCause();
        }
    }
}
