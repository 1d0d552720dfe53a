package io.darwinexporter.internal.darwin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Decoding what the kernel of macOS tells of one process in a steady collection: the three structures of its three calls, from
 * buffers that are filled as a kernel fills them. In the package of the decoders, which nobody else may see.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = { "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1" })
@NullUnmarked
public class DarwinDecodersBenchmark {

    private static final int PROCESSES = 2000;
    private static final int[] COUNTERS = { ProcTaskAllInfo.FAULTS, ProcTaskAllInfo.COW_FAULTS, ProcTaskAllInfo.MESSAGES_SENT,
            ProcTaskAllInfo.MESSAGES_RECEIVED, ProcTaskAllInfo.SYSCALLS_MACH, ProcTaskAllInfo.SYSCALLS_UNIX,
            ProcTaskAllInfo.CONTEXT_SWITCHES };
    private static final int[] USAGES = { RusageInfo.PACKAGE_IDLE_WAKEUPS, RusageInfo.INTERRUPT_WAKEUPS, RusageInfo.PAGEINS,
            RusageInfo.PHYSICAL_FOOTPRINT, RusageInfo.CHILD_USER_TIME, RusageInfo.CHILD_SYSTEM_TIME, RusageInfo.CHILD_PAGEINS,
            RusageInfo.DISK_BYTES_READ, RusageInfo.DISK_BYTES_WRITTEN, RusageInfo.INSTRUCTIONS, RusageInfo.CYCLES,
            RusageInfo.ENERGY_NANOJOULES };

    private final ByteBuffer[] tasks = new ByteBuffer[PROCESSES];
    private final ByteBuffer[] usages = new ByteBuffer[PROCESSES];
    private final ByteBuffer[] identifiers = new ByteBuffer[PROCESSES];
    private final ProcTaskAllInfo task = new ProcTaskAllInfo();
    private final RusageInfo usage = new RusageInfo();
    private final ProcUniqueIdentifier identifier = new ProcUniqueIdentifier();

    @Setup
    public void fill() {
        for (int i = 0; i < PROCESSES; i++) {
            tasks[i] = memory(ProcTaskAllInfo.SIZE, i);
            tasks[i].put(ProcBsdInfo.NAME, ("process-" + i + '\0').getBytes(US_ASCII));
            usages[i] = memory(RusageFlavor.V6.size(), i);
            identifiers[i] = memory(ProcUniqueIdentifier.SIZE, i);
        }
    }

    private static ByteBuffer memory(int size, int process) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        for (int at = 0; at + Integer.BYTES <= size; at += Integer.BYTES) {
            bytes.putInt(at, process + at);
        }
        return bytes;
    }

    @Benchmark
    @OperationsPerInvocation(PROCESSES)
    public void decode(Blackhole out) {
        for (int i = 0; i < PROCESSES; i++) {
            decodeTask(tasks[i], out);
            usage.wrap(usages[i]);
            for (int field : USAGES) {
                out.consume(usage.field(field));
            }
            if (identifier.wrap(identifiers[i], ProcUniqueIdentifier.SIZE)) {
                out.consume(identifier.uniqueId());
                out.consume(identifier.idVersion());
            }
        }
    }

    private void decodeTask(ByteBuffer bytes, Blackhole out) {
        if (!task.wrap(bytes, ProcTaskAllInfo.SIZE)) {
            throw new IllegalStateException("no such structure");
        }
        out.consume(task.pid());
        out.consume(task.status());
        out.consume(task.startNanos());
        out.consume(task.virtualBytes());
        out.consume(task.residentBytes());
        out.consume(task.userTicks());
        out.consume(task.systemTicks());
        out.consume(task.threads());
        out.consume(task.threadsRunning());
        out.consume(task.priority());
        for (int counter : COUNTERS) {
            out.consume(task.counter(counter));
        }
    }

    /** What a process that is new, or has another name, costs more. */
    @Benchmark
    @OperationsPerInvocation(PROCESSES)
    public void decodeName(Blackhole out) {
        for (int i = 0; i < PROCESSES; i++) {
            if (task.wrap(tasks[i], ProcTaskAllInfo.SIZE)) {
                out.consume(task.name());
            }
        }
    }
}
