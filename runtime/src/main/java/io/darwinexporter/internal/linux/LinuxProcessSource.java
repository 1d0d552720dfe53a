package io.darwinexporter.internal.linux;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.network.NetworkAccounting;
import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.RowList;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.ThreadBuffer;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/**
 * The processes of a Linux host, from procfs and, where permitted, taskstats.
 * <p>
 * A collection lists processes and reads the stat file of each, which identifies it and tells CPU time and faults. Then all
 * that live and passed the filter are measured: what else was asked for, each kind by its own room. Last come those that have
 * ended. Of what rarely changes, and of last values, a {@link KnownProcess} is kept for each process.
 */
public final class LinuxProcessSource implements ProcessSource {

    private static final long NANOS_OF_SECOND = 1_000_000_000L;

    private final SourceSettings settings;
    private final SourceDescription description;
    private final Abilities abilities;
    private final ProcFiles files;
    private final Clocks clocks;
    private final UserNames users;
    private final long tickNanos;

    private final CurrentCollection current = new CurrentCollection();
    private final ProcPidStat stat = new ProcPidStat();
    private final PidList pids = new PidList();
    private final ProcessTable table = new ProcessTable();
    private final ProcessList measured = new ProcessList();

    private final HostFiles host;
    private final FactsReader facts;
    private final Footprint footprint;
    private final ProportionalMemory proportionalMemory;
    private final DiskBytes disk;
    private final DescriptorCounter descriptors;
    private final RunningThreads threads;
    private final ThreadReader threadReader;
    private final @Nullable WholeProcesses wholeProcesses;
    private final @Nullable ThreadBaselines threadBaselines;
    private final @Nullable NetworkTraffic network;
    private final @Nullable EndedProcesses ended;

    /**
     * Opens the source and finds out what can be read here.
     *
     * @throws UnsupportedPlatformException if this is no Linux that can be read
     */
    public static LinuxProcessSource open(SourceSettings settings, LinuxSettings linux) {
        try {
            LibC.load();
        } catch (LinkageError | IllegalArgumentException e) {
            throw new UnsupportedPlatformException("the C library of Linux cannot be used: " + e.getMessage(), e);
        }
        ProcFiles files = new ProcFiles(linux.procfs());
        PidList pids = new PidList();
        if (!files.open() || !files.listProcesses(pids) || pids.size() == 0) {
            String problem = pids.size() == 0 ? "no processes in " + linux.procfs() : files.problem();
            files.close();
            throw new UnsupportedPlatformException(problem);
        }
        Clocks clocks = new Clocks();
        Abilities abilities = new Abilities(settings, linux, files, clocks, pids.get(0));
        return new LinuxProcessSource(settings, files, clocks, abilities);
    }

    private LinuxProcessSource(SourceSettings settings, ProcFiles files, Clocks clocks, Abilities abilities) {
        this.settings = settings;
        this.files = files;
        this.abilities = abilities;
        this.clocks = clocks;
        users = new UserNames();
        tickNanos = NANOS_OF_SECOND / LibC.sysconf(LibC.SC_CLK_TCK);
        host = new HostFiles(files, current, tickNanos);
        StatusFiles status = new StatusFiles(files, current);
        facts = new FactsReader(files, status, users, current, settings);
        footprint = new Footprint(files, status, current, LibC.sysconf(LibC.SC_PAGESIZE));
        proportionalMemory = new ProportionalMemory(files, current);
        disk = new DiskBytes(files, current);
        descriptors = new DescriptorCounter(files, current, abilities.descriptorsBySize(), abilities.ownProcesses());
        threads = new RunningThreads(files, current);
        threadReader = new ThreadReader(files, current, abilities.threadCounters(), tickNanos);
        TaskstatsSocket taskstats = abilities.taskstats();
        wholeProcesses = taskstats == null ? null : new WholeProcesses(taskstats, current, abilities.keepsEndedThreads());
        threadBaselines = abilities.keepsEndedThreads() ? null : new ThreadBaselines(files, status, current);
        NetworkAccounting accounting = abilities.network();
        network = accounting == null ? null : new NetworkTraffic(accounting, current, table);
        ExitEvents events = abilities.exitEvents();
        ended = events == null ? null
                : new EndedProcesses(events, table, users, current, settings, abilities.keepsEndedThreads(),
                        network);
        description = describe();
    }

    private SourceDescription describe() {
        String summary = "Linux " + System.getProperty("os.version") + ", procfs " + files.root() + ", user "
                + users.name(LibC.geteuid()) + ", context switches by "
                + (abilities.keepsEndedThreads() ? "taskstats" : "status files");
        return new SourceDescription("linux", summary, abilities.supported(), abilities.missing(),
                (int) Math.max(1, LibC.sysconf(LibC.SC_NPROCESSORS_ONLN)), clocks.bootTimeEpochNanos(), tickNanos, false,
                abilities.threadCounters());
    }

    @Override
    public SourceDescription description() {
        return description;
    }

    @Override
    public void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException {
        long listingStartNanos = clocks.sinceBootNanos();
        if (!files.open() || !files.listProcesses(pids)) {
            throw new CollectionFailedException(files.problem());
        }
        if (pids.size() == 0) {
            throw new CollectionFailedException(files.root() + " has no processes");
        }
        current.begin(snapshot, listingStartNanos);
        readHost();
        for (int i = 0; i < pids.size(); i++) {
            identify(pids.get(i), filter);
        }
        measure();
        if (network != null) {
            network.read();
        }
        if (ended != null) {
            ended.addRows(filter);
        }
        if (network != null) {
            network.addRows();
        }
        table.retainListedIn(current.number());
        measured.clear();
    }

    private void readHost() {
        if (settings.wants(MeasureKind.CPU)) {
            host.readCpu();
        }
        if (settings.wants(MeasureKind.MEMORY)) {
            host.readSwap();
        }
    }

    /** Finds out who a process is, and adds its row. */
    private void identify(int pid, ProcessFilter filter) {
        KnownProcess process = table.get(pid);
        if (process != null) {
            process.listedIn = current.number();
            process.predecessor = null;
        }
        if (!files.read(pid, ProcFiles.STAT)) {
            notIdentified(process, files.failure());
            return;
        }
        if (!stat.parse(files.bytes(), files.length())) {
            notIdentified(process, ReadFailure.MALFORMED);
            return;
        }
        if (stat.isKernelThread() && !settings.kernelThreads()) {
            return;
        }
        boolean isNew = process == null || process.startTicks != stat.startTicks();
        if (process == null || isNew) {
            KnownProcess predecessor = process;
            process = new KnownProcess(pid, stat.startTicks(), stat.startTicks() * tickNanos);
            process.predecessor = predecessor;
            process.listedIn = current.number();
        }
        ProcessState state = state(process);
        if (facts.refresh(process, stat, isNew)) {
            process.accepted = filter.accepts(process.description.name());
        }
        if (isNew && !process.hasUser()) {
            current.snapshot().countVanished();
            return;
        }
        if (isNew) {
            table.put(process);
        }
        addRow(process, state);
        setCounters(process, state);
        if (!process.accepted) {
            current.snapshot().exclude(process.row);
        } else if (state.isLiving()) {
            if (settings.wants(MeasureKind.SCHEDULING)) {
                current.set(process, Measure.PRIORITY, stat.priority());
            }
            measured.add(process);
        }
    }

    /** A process whose stat file tells nothing keeps its row, as it may be told again next time, unless it has gone. */
    private void notIdentified(@Nullable KnownProcess process, ReadFailure failure) {
        if (failure == ReadFailure.GONE) {
            current.snapshot().countVanished();
            return;
        }
        current.snapshot().countFailure(MeasureKind.IDENTITY, failure);
        if (process == null) {
            return;
        }
        addRow(process, ProcessState.UNKNOWN);
        if (!process.accepted) {
            current.snapshot().exclude(process.row);
        }
        if (failure == ReadFailure.DENIED) {
            current.snapshot().deny(process.row);
        }
    }

    private void addRow(KnownProcess process, ProcessState state) {
        process.row = current.snapshot().addRow(process.pid, process.startNanos, process.parentPid, process.userId,
                process.groupId, state, process.description);
        if (network != null) {
            network.list(process);
        }
    }

    /** Takes from the stat file what other rooms need, too. */
    private ProcessState state(KnownProcess process) {
        process.parentPid = stat.parentPid();
        process.threads = stat.threads();
        process.mainThreadState = stat.state();
        process.mainThreadRuns = stat.state() == 'R';
        ProcessState state = state(stat.state());
        // A main thread may end before others, and is shown as a zombie until they end.
        process.mainThreadEnded = state == ProcessState.ZOMBIE && process.threads > 1;
        if (process.mainThreadEnded) {
            state = ProcessState.SLEEPING;
        }
        if (state.isLiving()) {
            process.aliveAtNanos = current.listingStartNanos();
        }
        return state;
    }

    private static ProcessState state(char letter) {
        return switch (letter) {
            case 'R' -> ProcessState.RUNNING;
            case 'S' -> ProcessState.SLEEPING;
            case 'D' -> ProcessState.WAITING;
            case 'T', 't' -> ProcessState.STOPPED;
            case 'Z', 'X', 'x' -> ProcessState.ZOMBIE;
            case 'I' -> ProcessState.IDLE;
            default -> ProcessState.UNKNOWN;
        };
    }

    /** Sets what the stat file counts, and notes whether the process may have run. */
    private void setCounters(KnownProcess process, ProcessState state) {
        if (process.endReported) {
            // All of it has been told.
            return;
        }
        long userNanos = Math.max(process.userNanos, stat.userTicks() * tickNanos);
        long systemNanos = Math.max(process.systemNanos, stat.systemTicks() * tickNanos);
        process.mayHaveRun = userNanos != process.userNanos || systemNanos != process.systemNanos || process.mainThreadRuns
                || process.runningThreads != 0;
        process.runTimeTold = false;
        process.userNanos = userNanos;
        process.systemNanos = systemNanos;
        process.minorFaults = Math.max(process.minorFaults, stat.minorFaults());
        process.pageIns = Math.max(process.pageIns, stat.majorFaults());
        if (settings.wants(MeasureKind.CPU)) {
            current.set(process, Measure.CPU_USER_NANOS, userNanos);
            current.set(process, Measure.CPU_SYSTEM_NANOS, systemNanos);
        }
        if (settings.wants(MeasureKind.FAULTS)) {
            current.set(process, Measure.FAULTS, process.minorFaults + process.pageIns);
            current.set(process, Measure.MINOR_FAULTS, process.minorFaults);
            current.set(process, Measure.PAGEINS, process.pageIns);
        }
        if (state.isLiving()) {
            setChildren(process);
        }
    }

    private void setChildren(KnownProcess process) {
        if (settings.wants(MeasureKind.CPU)) {
            current.set(process, Measure.REAPED_CHILDREN_CPU_USER_NANOS, stat.childrenUserTicks() * tickNanos);
            current.set(process, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS, stat.childrenSystemTicks() * tickNanos);
        }
        if (settings.wants(MeasureKind.FAULTS)) {
            current.set(process, Measure.REAPED_CHILDREN_FAULTS, stat.childrenMinorFaults() + stat.childrenMajorFaults());
            current.set(process, Measure.REAPED_CHILDREN_PAGEINS, stat.childrenMajorFaults());
        }
    }

    /** Reads everything else of the processes that live and passed the filter. */
    private void measure() {
        boolean scheduling = settings.wants(MeasureKind.SCHEDULING);
        if (scheduling && wholeProcesses != null) {
            wholeProcesses.read(measured);
        }
        for (int i = 0; i < measured.size(); i++) {
            KnownProcess process = measured.get(i);
            if (scheduling && threadBaselines != null) {
                threadBaselines.read(process);
            }
            if (settings.wants(MeasureKind.THREADS)) {
                threads.read(process);
            }
            if (settings.wants(MeasureKind.DISK)) {
                disk.read(process);
            }
            if (settings.wants(MeasureKind.MEMORY) && !process.mainThreadEnded) {
                footprint.read(process);
            }
            if (settings.wants(MeasureKind.PROPORTIONAL_MEMORY) && !process.mainThreadEnded) {
                proportionalMemory.read(process);
            }
            if (settings.wants(MeasureKind.DESCRIPTORS) && !process.mainThreadEnded) {
                descriptors.read(process);
            }
        }
    }

    @Override
    public void readThreads(RowList rows, ThreadBuffer into) {
        if (description.threadCounters().isEmpty()) {
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            KnownProcess process = table.get(current.snapshot().pid(rows.row(i)));
            if (process != null && process.row == rows.row(i)) {
                threadReader.read(process, into);
            }
        }
    }

    @Override
    public void close() {
        abilities.close();
        descriptors.close();
        files.close();
        users.close();
        clocks.close();
    }
}
