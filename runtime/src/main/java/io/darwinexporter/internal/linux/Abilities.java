package io.darwinexporter.internal.linux;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.netlink.Taskstats;
import io.darwinexporter.internal.linux.network.NetworkAccounting;
import io.darwinexporter.internal.linux.network.NetworkUnavailableException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/**
 * What can be read here: tried out once, when the source is opened.
 * <p>
 * Sockets that were opened for it stay open and belong to the source from then on.
 */
final class Abilities {

    private static final int INIT = 1;
    private static final String NO_LAST_USE = "the last use of short-lived processes is not seen";

    private final SourceSettings settings;
    private final List<String> missing = new ArrayList<>();
    private final boolean ownProcesses;
    private final boolean descriptorsBySize;
    private final boolean diskAccounting;
    private boolean keepsEndedThreads;
    private @Nullable TaskstatsSocket taskstats;
    private @Nullable ExitEvents exitEvents;
    private @Nullable NetworkAccounting network;

    /**
     * @param files an open procfs
     * @param anyPid a process that there is, to try things with where this one is not visible
     */
    Abilities(SourceSettings settings, LinuxSettings linux, ProcFiles files, Clocks clocks, int anyPid) {
        this.settings = settings;
        int self = files.self() ? (int) files.number() : 0;
        ownProcesses = self == LibC.getpid();
        int tried = self > 0 ? self : anyPid;
        if (!ownProcesses) {
            missing.add("the procfs is of another pid namespace: " + costOfNoTaskstats());
        }
        descriptorsBySize = settings.wants(MeasureKind.DESCRIPTORS)
                && DescriptorCounter.isSizeTheCount(files, tried);
        if (settings.wants(MeasureKind.DESCRIPTORS) && !descriptorsBySize) {
            missing.add("Linux before 6.2: open descriptors are listed, which costs more");
        }
        diskAccounting = files.read(tried, ProcFiles.IO) || files.failure() != ReadFailure.GONE;
        if (settings.wants(MeasureKind.DISK) && !diskAccounting) {
            missing.add("a kernel without I/O accounting: no disk bytes");
        }
        if (ownProcesses) {
            tryTaskstats(linux);
        }
        if (settings.wants(MeasureKind.NETWORK)) {
            tryNetwork(linux, clocks);
        }
        missing.addAll(ofOthersProcesses(files).sentences());
    }

    private OthersProcesses ofOthersProcesses(ProcFiles files) {
        boolean initIsHidden = !files.read(INIT, ProcFiles.IO) && files.failure() == ReadFailure.DENIED;
        OthersProcesses others = new OthersProcesses(Capabilities.ofThisThread(), initIsHidden);
        if (settings.wants(MeasureKind.DISK) && diskAccounting) {
            others.takesBoth("disk bytes");
        }
        if (network != null) {
            others.takesBoth("network traffic");
        }
        if (settings.wants(MeasureKind.PROPORTIONAL_MEMORY)) {
            others.takesTracing("proportional memory");
        }
        if (settings.wants(MeasureKind.DESCRIPTORS) && !descriptorsBySize) {
            others.takesFiles("open descriptors");
        }
        return others;
    }

    private void tryNetwork(LinuxSettings linux, Clocks clocks) {
        try {
            network = NetworkAccounting.open(linux.procfs().toString(), ownProcesses, linux.traceConnects(),
                    clocks::sinceBootNanos);
            missing.addAll(network.missing());
        } catch (NetworkUnavailableException e) {
            missing.add(e.getMessage() + ": no network traffic");
        }
    }

    private void tryTaskstats(LinuxSettings linux) {
        if (!linux.taskstats()) {
            missing.add("taskstats is switched off: " + costOfNoTaskstats());
            return;
        }
        try {
            TaskstatsSocket socket = TaskstatsSocket.open();
            taskstats = socket;
            Taskstats own = WholeProcesses.ask(socket, LibC.getpid());
            boolean tellsProcessEnds = own.tellsProcessEnds();
            keepsEndedThreads = WholeProcesses.keepsEndedThreads(socket, LibC.getpid());
            if (!keepsEndedThreads && settings.wants(MeasureKind.SCHEDULING)) {
                missing.add("a kernel whose taskstats forget ended threads: context switches are read from status files");
            }
            listen(tellsProcessEnds);
        } catch (TaskstatsUnavailableException e) {
            missing.add(e.getMessage() + ": " + costOfNoTaskstats());
            closeSocket();
        }
    }

    private void listen(boolean tellsProcessEnds) {
        if (!tellsProcessEnds) {
            missing.add("Linux before 5.19: " + NO_LAST_USE);
            return;
        }
        try {
            exitEvents = ExitEvents.open(settings.kernelThreads(), keepsEndedThreads);
        } catch (TaskstatsUnavailableException e) {
            missing.add(e.getMessage() + ": " + NO_LAST_USE);
        }
    }

    private String costOfNoTaskstats() {
        return settings.wants(MeasureKind.SCHEDULING)
                ? "context switches are read from status files, there are no run queue waits, and " + NO_LAST_USE
                : NO_LAST_USE;
    }

    private void closeSocket() {
        if (taskstats != null) {
            taskstats.close();
            taskstats = null;
        }
    }

    /** Whether pids of this procfs name the same processes when the kernel is asked otherwise. */
    boolean ownProcesses() {
        return ownProcesses;
    }

    boolean descriptorsBySize() {
        return descriptorsBySize;
    }

    boolean keepsEndedThreads() {
        return keepsEndedThreads;
    }

    /** What to ask taskstats with, or null where it does not answer. */
    @Nullable
    TaskstatsSocket taskstats() {
        return taskstats;
    }

    /** What tells of ends of processes, or null where nothing does. */
    @Nullable
    ExitEvents exitEvents() {
        return exitEvents;
    }

    /** What counts traffic, or null where nothing does. */
    @Nullable
    NetworkAccounting network() {
        return network;
    }

    List<String> missing() {
        return missing;
    }

    Set<Measure> supported() {
        Set<Measure> supported = EnumSet.noneOf(Measure.class);
        for (Measure measure : Measure.values()) {
            if (settings.wants(measure.kind()) && isReadable(measure)) {
                supported.add(measure);
            }
        }
        return supported;
    }

    /** What can be told of single threads: whatever of it is read of processes, if their threads are looked at at all. */
    Set<ThreadCounter> threadCounters() {
        Set<ThreadCounter> counters = EnumSet.noneOf(ThreadCounter.class);
        for (ThreadCounter counter : ThreadCounter.values()) {
            if (settings.wants(MeasureKind.THREADS) && settings.wants(counter.kind())
                    && (counter.kind() != MeasureKind.DISK || diskAccounting)) {
                counters.add(counter);
            }
        }
        return counters;
    }

    private boolean isReadable(Measure measure) {
        return switch (measure) {
            case CPU_USER_NANOS, CPU_SYSTEM_NANOS, REAPED_CHILDREN_CPU_USER_NANOS, REAPED_CHILDREN_CPU_SYSTEM_NANOS,
                    CONTEXT_SWITCHES, VOLUNTARY_SWITCHES, PRIORITY, FAULTS, MINOR_FAULTS, PAGEINS, REAPED_CHILDREN_FAULTS,
                    REAPED_CHILDREN_PAGEINS,
                    RESIDENT_BYTES, VIRTUAL_BYTES, FOOTPRINT_BYTES, SWAP_BYTES, PROPORTIONAL_BYTES, PROPORTIONAL_SWAP_BYTES,
                    OPEN_DESCRIPTORS, DESCRIPTOR_LIMIT_USED_MILLIONTHS, THREADS,
                    THREADS_RUNNING, THREADS_SLEEPING, THREADS_WAITING, THREADS_ENDED, THREADS_OTHER ->
                true;
            case DISK_READ_BYTES, DISK_WRITE_BYTES -> diskAccounting;
            case NET_RECEIVE_BYTES, NET_TRANSMIT_BYTES, TCP_RETRANSMITS -> network != null;
            case NET_RECEIVE_PACKETS, NET_TRANSMIT_PACKETS -> network != null && network.countsPackets();
            case RUN_QUEUE_WAIT_NANOS -> taskstats != null;
            case SYSCALLS_MACH, SYSCALLS_UNIX, MESSAGES_SENT, MESSAGES_RECEIVED, COW_FAULTS, ENERGY_NANOJOULES,
                    INSTRUCTIONS, CYCLES,
                    IDLE_WAKEUPS, INTERRUPT_WAKEUPS ->
                false;
        };
    }

    void close() {
        if (network != null) {
            network.close();
        }
        if (exitEvents != null) {
            exitEvents.close();
        }
        closeSocket();
    }
}
