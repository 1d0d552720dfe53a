package io.darwinexporter.internal.linux;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.network.NetworkAccounting;
import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.HeapRoom;
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
 * A collection lists processes and tells again of those that have not run since the last one. Of each other it reads the stat
 * file, which identifies it and tells CPU time and faults; then all of these that live and passed the filter are measured: what
 * else was asked for, each kind by its own room. Last come those that have ended. Of what rarely changes, and of last values, a
 * {@link KnownProcess} is kept for each process.
 */
public final class LinuxProcessSource implements ProcessSource {

    private static final long NANOS_OF_SECOND = 1_000_000_000L;

    private final SourceSettings settings;
    private final SourceDescription description;
    private final Abilities abilities;
    private final ProcFiles files;
    private final ProcessFiles processFiles;
    private final Clocks clocks;
    private final UserNames users;
    private final long tickNanos;

    private final CurrentCollection current;
    private final ProcPidStat stat = new ProcPidStat();
    private final PidList pids = new PidList();
    private final ProcessTable table = new ProcessTable();
    private final ProcessList measured = new ProcessList();
    private final ProcessList gone = new ProcessList();

    private final HostFiles host;
    private final FactsReader facts;
    private final StatCounters counters;
    private final Scheduling scheduling;
    private final ProcessMeasures measures;
    private final @Nullable IdleProcesses idle;
    private final ThreadReader threadReader;
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
        return new LinuxProcessSource(settings, linux.savings(), files, clocks, abilities);
    }

    private LinuxProcessSource(SourceSettings settings, Savings savings, ProcFiles files, Clocks clocks,
            Abilities abilities) {
        this.settings = settings;
        this.files = files;
        this.abilities = abilities;
        this.clocks = clocks;
        current = new CurrentCollection(savings.fullReadEvery());
        processFiles = new ProcessFiles(files, table, current, DescriptorBudget.processes(savings));
        users = new UserNames();
        tickNanos = NANOS_OF_SECOND / LibC.sysconf(LibC.SC_CLK_TCK);
        host = new HostFiles(files, current, tickNanos);
        StatusFiles status = new StatusFiles(files, current);
        facts = new FactsReader(files, status, users, current, settings);
        counters = new StatCounters(settings, current, tickNanos);
        threadReader = new ThreadReader(files, current, abilities.threadCounters(), tickNanos);
        TaskstatsSocket taskstats = abilities.taskstats();
        WholeProcesses wholeProcesses = taskstats == null ? null
                : new WholeProcesses(taskstats, current, abilities.keepsEndedThreads());
        idle = wholeProcesses == null || !savings.skipIdle() ? null : new IdleProcesses(wholeProcesses, table, current);
        scheduling = new Scheduling(wholeProcesses,
                abilities.keepsEndedThreads() ? null : new ThreadBaselines(files, status, current), current,
                settings.wants(MeasureKind.SCHEDULING), idle != null);
        measures = new ProcessMeasures(settings, current, scheduling, counters, new RunningThreads(files, current),
                new DiskBytes(processFiles, current),
                new Footprint(processFiles, status, current, LibC.sysconf(LibC.SC_PAGESIZE)),
                new ProportionalMemory(files, current),
                new DescriptorCounter(files, processFiles, current, abilities.descriptorsBySize(),
                        new DescriptorLimits(files, current, abilities.ownProcesses())));
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
    public void wantFacts(Set<ProcessFact> wanted) {
        facts.want(wanted);
    }

    @Override
    public void lighten(boolean light) {
        current.lighten(light);
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
        HeapRoom.forCollection(pids.size() - table.size());
        clear();
        current.begin(snapshot, listingStartNanos);
        readHost();
        if (idle != null) {
            idle.ask(pids);
        }
        for (int i = 0; i < pids.size(); i++) {
            look(pids.get(i), filter);
        }
        scheduling.askRest();
        for (int i = 0; i < measured.size(); i++) {
            measures.read(measured.get(i));
        }
        if (network != null) {
            network.read();
        }
        if (ended != null) {
            ended.addRows(filter);
        }
        if (network != null) {
            network.addRows();
        }
        table.retainListedIn(current.number(), gone);
        clear();
    }

    /** Gives back what a collection holds; at the beginning, what one has left that was broken off for want of memory. */
    private void clear() {
        for (int i = 0; i < gone.size(); i++) {
            letGo(gone.get(i));
        }
        gone.clear();
        measured.clear();
        scheduling.clear();
        if (network != null) {
            network.clear();
        }
    }

    /** Gives back what is held for a process that has gone. */
    private void letGo(KnownProcess process) {
        processFiles.release(process);
        facts.forget(process);
    }

    private void readHost() {
        if (settings.wants(MeasureKind.CPU)) {
            host.readCpu();
        }
        if (settings.wants(MeasureKind.MEMORY)) {
            host.readSwap();
        }
    }

    /** Adds a process's row: from what is known of it, if that is still so, else from its files. */
    private void look(int pid, ProcessFilter filter) {
        KnownProcess process = table.get(pid);
        if (process == null) {
            identify(pid, null, filter);
            return;
        }
        process.listedIn = current.number();
        process.predecessor = null;
        process.idle = idle != null && idle.isIdle(process);
        if (process.idle && !current.isTurnOf(process) && facts.isUpToDate(process)) {
            tellAgain(process);
            return;
        }
        process.readings++;
        processFiles.review(process);
        identify(pid, process, filter);
    }

    /** Adds the row of a process that has not run since the last collection. */
    private void tellAgain(KnownProcess process) {
        process.readings = 0;
        process.aliveAtNanos = current.listingStartNanos();
        scheduling.takeOrAskLater(process);
        if (!isShown(process)) {
            return;
        }
        addRow(process, process.state);
        counters.tell(process);
        if (process.accepted) {
            measures.tell(process);
        } else {
            current.snapshot().exclude(process.row);
        }
    }

    /** Whether it has rows at all. */
    private boolean isShown(KnownProcess process) {
        return !process.kernelThread || settings.kernelThreads();
    }

    /** Finds out who has a pid, and adds its row. */
    private void identify(int pid, @Nullable KnownProcess known, ProcessFilter filter) {
        KnownProcess process = known;
        if (!(process == null ? files.read(pid, ProcFiles.STAT) : processFiles.read(process, ProcessFile.STAT))) {
            notIdentified(process, files.failure());
            return;
        }
        if (!stat.parse(files.bytes(), files.length())) {
            notIdentified(process, ReadFailure.MALFORMED);
            return;
        }
        boolean isNew = process == null || process.startTicks != stat.startTicks();
        if (process == null || isNew) {
            if (process != null) {
                letGo(process);
            }
            KnownProcess predecessor = process;
            process = new KnownProcess(pid, stat.startTicks(), stat.startTicks() * tickNanos);
            process.predecessor = predecessor;
            process.listedIn = current.number();
        }
        process.kernelThread = stat.isKernelThread();
        ProcessState state = state(process);
        process.incomplete = false;
        if (!isShown(process)) {
            process.settled = true;
            add(process, isNew);
            return;
        }
        if (facts.refresh(process, stat, isNew)) {
            process.accepted = filter.accepts(process.description.name());
        }
        if (isNew && !process.hasUser()) {
            letGo(process);
            current.snapshot().countVanished();
            return;
        }
        addRow(process, state);
        if (!process.endReported) {
            // Else all of it has been told.
            counters.take(process, stat);
            counters.tell(process);
        }
        add(process, isNew);
        if (!process.accepted) {
            current.snapshot().exclude(process.row);
        } else if (state.isLiving()) {
            measured.add(process);
        }
    }

    private void add(KnownProcess process, boolean isNew) {
        if (isNew) {
            table.put(process);
        }
        if (process.state.isLiving()) {
            scheduling.takeOrAskLater(process);
        }
    }

    /** A process whose stat file tells nothing keeps its row, as it may be told again next time, unless it has gone. */
    private void notIdentified(@Nullable KnownProcess process, ReadFailure failure) {
        if (failure == ReadFailure.GONE) {
            current.snapshot().countVanished();
            return;
        }
        current.snapshot().countFailure(MeasureKind.IDENTITY, failure);
        if (process == null || !isShown(process)) {
            return;
        }
        process.incomplete = true;
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
        process.state = state;
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
        measures.close();
        processFiles.releaseAll();
        files.close();
        users.close();
        clocks.close();
    }
}
