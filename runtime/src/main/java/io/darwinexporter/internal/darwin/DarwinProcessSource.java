package io.darwinexporter.internal.darwin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.darwin.binding.LibSystem;
import io.darwinexporter.internal.darwin.network.NetworkTraffic;
import io.darwinexporter.internal.darwin.network.NetworkUnavailableException;
import io.darwinexporter.internal.snapshot.CollectionFailedException;
import io.darwinexporter.internal.snapshot.EpochNanos;
import io.darwinexporter.internal.snapshot.HeapRoom;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/**
 * The processes of macOS: a listing, which needs no permission, and then for each process in this order
 * <ol>
 * <li>{@code proc_pid_rusage}: memory footprint, disk, page-ins, energy, children;
 * <li>{@code PROC_PIDLISTFDS}: open descriptors;
 * <li>{@code PROC_PIDTASKALLINFO}: names, CPU time, memory, threads, counters.
 * </ol>
 * Only the last one tells the start time, which with the pid is the identity. A process that had this pid and start time when
 * listed and has them at the last call had them in between: what the calls tell belongs together. Before the first time a
 * fourth call asks for the name, so that the filter can spare the others.
 * <p>
 * Where network traffic is counted, the unique id of each process is asked for once; see {@link NetworkRows}.
 * <p>
 * A process that has ended since it was listed, or is listed as a zombie, still tells by {@code rusage} what it had used. It
 * gets a row for that once, while its parent has not waited for it.
 */
public final class DarwinProcessSource implements ProcessSource {

    /** How many processes a collection checks for an exec that nothing else shows. */
    private static final int IDENTIFIER_CHECKS = 16;

    private static final int KERNEL_TASK = 0;

    private final DarwinHost host;
    private final DarwinKernel kernel;
    private final SourceDescription description;
    private final @Nullable RusageFlavor flavor;
    private final boolean countsDescriptors;
    private Set<ProcessFact> wanted;
    private boolean readsArguments;
    private boolean readsExecutable;
    private int wish;
    private final RowWriter writer;
    private final UserNames users = new UserNames();
    private final ProcessTable table = new ProcessTable();
    private final @Nullable NetworkRows network;
    private int cycle;
    private int nextIdentifierCheck;

    private DarwinProcessSource(DarwinHost host, DarwinKernel kernel, DarwinAbilities abilities,
            @Nullable NetworkTraffic traffic, SourceSettings settings) {
        this.host = host;
        this.kernel = kernel;
        this.description = abilities.description();
        this.flavor = abilities.usageFlavor();
        this.countsDescriptors = abilities.countsDescriptors();
        this.wanted = settings.facts();
        this.readsArguments = wanted.contains(ProcessFact.ARGUMENTS);
        this.readsExecutable = wanted.contains(ProcessFact.EXECUTABLE);
        this.writer = new RowWriter(host.timebase(), flavor, abilities.supported());
        this.network = traffic == null ? null : new NetworkRows(traffic, kernel, table);
    }

    /**
     * Finds out what can be read here.
     *
     * @throws UnsupportedPlatformException if this is no macOS, or one that answers in an unknown form
     */
    public static DarwinProcessSource open(SourceSettings settings) {
        Optional<String> problem = LibSystem.problem();
        if (problem.isPresent()) {
            throw new UnsupportedPlatformException("macOS cannot be read: " + problem.get());
        }
        DarwinHost host = DarwinHost.probe();
        DarwinKernel kernel = new DarwinKernel(host.maxArgumentBytes());
        checkLayouts(host, kernel);
        DarwinAbilities abilities = new DarwinAbilities(host, kernel, settings);
        NetworkTraffic traffic = null;
        if (settings.wants(MeasureKind.NETWORK)) {
            try {
                traffic = NetworkTraffic.open();
                abilities.addNetwork();
            } catch (NetworkUnavailableException e) {
                abilities.addNoNetwork(e.reason());
            }
        }
        return new DarwinProcessSource(host, kernel, abilities, traffic, settings);
    }

    /** Compares what is known of this process with what the structures say of it. */
    private static void checkLayouts(DarwinHost host, DarwinKernel kernel) {
        ReadOutcome outcome = kernel.readTask(host.ownPid());
        if (outcome != ReadOutcome.OK || kernel.task().pid() != host.ownPid()) {
            throw new UnsupportedPlatformException(
                    "macOS cannot be read: PROC_PIDTASKALLINFO of the own process gives no struct proc_taskallinfo ("
                            + outcome.name().toLowerCase(Locale.ROOT) + ")");
        }
        try {
            kernel.listProcesses();
        } catch (CollectionFailedException e) {
            throw new UnsupportedPlatformException("macOS cannot be read: " + e.getMessage(), e);
        }
        KinfoProcList processes = kernel.processes();
        for (int i = 0; i < processes.count(); i++) {
            if (processes.pid(i) == host.ownPid() && processes.startNanos(i) == kernel.task().startNanos()) {
                return;
            }
        }
        throw new UnsupportedPlatformException(
                "macOS cannot be read: sysctl KERN_PROC_ALL does not list the own process as a struct kinfo_proc");
    }

    @Override
    public SourceDescription description() {
        return description;
    }

    @Override
    public void wantFacts(Set<ProcessFact> facts) {
        if (!facts.equals(wanted)) {
            wanted = Set.copyOf(facts);
            readsArguments = wanted.contains(ProcessFact.ARGUMENTS);
            readsExecutable = wanted.contains(ProcessFact.EXECUTABLE);
            wish++;
        }
    }

    @Override
    public void collect(SnapshotBuffer snapshot, ProcessFilter filter) throws CollectionFailedException {
        long nowEpochNanos = EpochNanos.now();
        kernel.listProcesses();
        HeapRoom.forCollection(kernel.processes().count() - table.size());
        snapshot.begin(nowEpochNanos);
        cycle++;
        if (network != null) {
            network.begin();
        }
        checkIdentifiers();
        KinfoProcList listed = kernel.processes();
        for (int index = 0; index < listed.count(); index++) {
            if (ProcessTable.isPid(listed.pid(index))) {
                visit(snapshot, filter, index);
            } else {
                snapshot.countFailure(MeasureKind.IDENTITY, ReadFailure.MALFORMED);
            }
        }
        if (network != null) {
            network.tell(snapshot, cycle);
        }
        table.forgetUnseen(cycle);
    }

    private void visit(SnapshotBuffer snapshot, ProcessFilter filter, int index) {
        KinfoProcList listed = kernel.processes();
        ProcessRecord process = table.see(listed.pid(index), listed.startNanos(index), cycle);
        if (network != null) {
            network.identify(snapshot, process);
        }
        long userId = listed.userId(index);
        if (process.isNew() || userId != process.userId()) {
            process.user(userId, users.of(userId));
        }
        boolean renamed = listed.updateComm(index, process.comm());
        if (listed.stat(index) == ProcStat.ZOMBIE) {
            visitZombie(snapshot, filter, process, index);
            return;
        }
        boolean wantedAnew = process.isWantedAnew(wish);
        if ((process.isNew() || renamed || wantedAnew) && identify(filter, process, index) == ReadOutcome.GONE) {
            visitEnded(snapshot, filter, process, index);
        } else if (process.isExcluded()) {
            addRow(snapshot, process, index, ProcStat.state(listed.stat(index)));
        } else {
            measure(snapshot, filter, process, index);
        }
    }

    /** Learns the name of a process that is new, or has changed it. */
    private ReadOutcome identify(ProcessFilter filter, ProcessRecord process, int index) {
        ReadOutcome outcome = readTask(process);
        if (outcome == ReadOutcome.OK) {
            process.confirmIdentity();
            process.takeNames(kernel.task(), filter);
            process.descriptorCapacity(kernel.task().descriptorCapacity());
        } else if (outcome != ReadOutcome.GONE) {
            rename(process, index, filter);
            readForeignProgram(process, outcome);
        }
        return outcome;
    }

    /** Of others' processes the path of the executable can be had all the same. */
    private void readForeignProgram(ProcessRecord process, ReadOutcome outcome) {
        if (process.isExcluded()) {
            return;
        }
        if (readsArguments) {
            process.noArguments(outcome.failure());
        }
        readExecutable(process);
    }

    /** Gives a process, of which only the listing tells, the name that it has there. */
    private void rename(ProcessRecord process, int index, ProcessFilter filter) {
        KinfoProcList listed = kernel.processes();
        process.rename(listed.comm(index), listed.shortComm(index), filter);
    }

    /** Reads {@link DarwinKernel#task()}; another process under this pid means that this one is gone. */
    private ReadOutcome readTask(ProcessRecord process) {
        ReadOutcome outcome = kernel.readTask(process.pid());
        return outcome == ReadOutcome.OK && kernel.task().startNanos() != process.startNanos() ? ReadOutcome.GONE : outcome;
    }

    private void measure(SnapshotBuffer snapshot, ProcessFilter filter, ProcessRecord process, int index) {
        ReadOutcome usage = flavor == null ? ReadOutcome.OK : kernel.readUsage(process.pid(), flavor);
        if (usage == ReadOutcome.DENIED && !host.mayRead(process.userId())) {
            addUnread(snapshot, process, index, ReadOutcome.DENIED);
            return;
        }
        ReadOutcome descriptors = countsDescriptors
                ? kernel.countDescriptors(process.pid(), process.descriptorCapacity())
                : ReadOutcome.OK;
        ReadOutcome task = readTask(process);
        if (task == ReadOutcome.OK && readsProgram() && refreshProgram(snapshot, filter, process, usage)) {
            // It was read after the start time: only if that is still the same, it is this process's.
            task = readTask(process);
        }
        switch (task) {
            case OK -> addRead(snapshot, filter, process, index, usage, descriptors);
            case GONE -> visitEnded(snapshot, filter, process, index);
            default -> addUnread(snapshot, process, index, task);
        }
    }

    private void addRead(SnapshotBuffer snapshot, ProcessFilter filter, ProcessRecord process, int index, ReadOutcome usage,
            ReadOutcome descriptors) {
        ProcTaskAllInfo task = kernel.task();
        process.takeNames(task, filter);
        process.descriptorCapacity(task.descriptorCapacity());
        int row = addRow(snapshot, process, index, ProcStat.state(task.status(), task.threadsRunning()));
        if (process.isExcluded()) {
            return;
        }
        writer.task(snapshot, row, task, process.counters());
        if (usage != ReadOutcome.OK) {
            writer.countUsageFailed(snapshot, usage.failure());
        } else if (flavor != null) {
            writer.usage(snapshot, row, kernel.usage());
        }
        if (descriptors != ReadOutcome.OK) {
            snapshot.countFailure(MeasureKind.DESCRIPTORS, descriptors.failure());
        } else if (countsDescriptors) {
            writer.descriptors(snapshot, row, kernel.openDescriptors());
        }
        if (usage == ReadOutcome.DENIED || descriptors == ReadOutcome.DENIED) {
            snapshot.deny(row);
        }
    }

    private void addUnread(SnapshotBuffer snapshot, ProcessRecord process, int index, ReadOutcome outcome) {
        int row = addRow(snapshot, process, index, ProcStat.state(kernel.processes().stat(index)));
        if (outcome == ReadOutcome.DENIED) {
            snapshot.deny(row);
        }
        writer.countAllFailed(snapshot, outcome.failure());
    }

    /** A process that was alive when it was listed. */
    private void visitEnded(SnapshotBuffer snapshot, ProcessFilter filter, ProcessRecord process, int index) {
        if (readLastUse(filter, process) == ReadOutcome.OK) {
            int row = addRow(snapshot, process, index, ProcessState.ZOMBIE);
            writer.lastUse(snapshot, row, kernel.usage());
        } else {
            snapshot.countVanished();
        }
    }

    private void visitZombie(SnapshotBuffer snapshot, ProcessFilter filter, ProcessRecord process, int index) {
        boolean wanted = flavor != null && !process.lastUseSettled() && !process.isExcluded();
        if (!wanted && !process.isNew()) {
            addRow(snapshot, process, index, ProcessState.ZOMBIE);
            return;
        }
        ReadOutcome outcome = readLastUse(filter, process);
        if (outcome == ReadOutcome.GONE) {
            snapshot.countVanished();
            return;
        }
        if (process.isNew()) {
            rename(process, index, filter);
        }
        int row = addRow(snapshot, process, index, ProcessState.ZOMBIE);
        if (outcome == ReadOutcome.OK) {
            writer.lastUse(snapshot, row, kernel.usage());
        } else if (outcome == ReadOutcome.DENIED) {
            process.settleLastUse();
            snapshot.countFailure(MeasureKind.CPU, ReadFailure.DENIED);
        }
    }

    /**
     * Reads into {@link DarwinKernel#usage()} what a process had used when it ended; as in {@link #measure}, identity is asked
     * for last.
     */
    private ReadOutcome readLastUse(ProcessFilter filter, ProcessRecord process) {
        ReadOutcome usage = flavor == null ? ReadOutcome.FAILED : kernel.readUsage(process.pid(), flavor);
        boolean known = usage == ReadOutcome.OK && kernel.usage().isFinal();
        ReadOutcome ended = kernel.readEnded(process.pid());
        if (ended == ReadOutcome.OK && kernel.ended().startNanos() != process.startNanos()) {
            return ReadOutcome.GONE;
        }
        if (ended != ReadOutcome.OK) {
            return ended;
        }
        process.confirmIdentity();
        process.takeNames(kernel.ended(), filter);
        if (known) {
            process.settleLastUse();
            return ReadOutcome.OK;
        }
        return usage == ReadOutcome.OK ? ReadOutcome.FAILED : usage;
    }

    private int addRow(SnapshotBuffer snapshot, ProcessRecord process, int index, ProcessState state) {
        KinfoProcList listed = kernel.processes();
        int row = snapshot.addRow(process.pid(), process.startNanos(), listed.parentPid(index), listed.userId(index),
                listed.groupId(index), state, process.description());
        process.row(row);
        if (process.isExcluded()) {
            snapshot.exclude(row);
        }
        return row;
    }

    private boolean readsProgram() {
        return readsArguments || readsExecutable;
    }

    /**
     * Reads command line and executable of a process that is new, or seems to run another program now.
     *
     * @return whether anything was asked for that
     */
    private boolean refreshProgram(SnapshotBuffer snapshot, ProcessFilter filter, ProcessRecord process, ReadOutcome usage) {
        process.takeNames(kernel.task(), filter);
        process.noticeExecuted(kernel.task().hasExecuted());
        if (flavor != null && usage == ReadOutcome.OK) {
            process.noticeImage(kernel.usage().imageHigh(), kernel.usage().imageLow());
        }
        boolean due = !process.programRead() || process.imageChanged();
        if (!due || process.isExcluded() || process.pid() == KERNEL_TASK) {
            return false;
        }
        // The version first: should an exec fall between the two calls, it differs the next time.
        boolean another = kernel.readIdentifier(process.pid()) == ReadOutcome.OK
                && process.takeIdentifier(kernel.identifier());
        if (another || !process.programRead()) {
            process.programIsRead();
            readProgram(snapshot, process);
        }
        return true;
    }

    private void readProgram(SnapshotBuffer snapshot, ProcessRecord process) {
        if (readsArguments) {
            List<String> arguments = kernel.readArguments(process.pid());
            if (arguments == null) {
                snapshot.countFailure(MeasureKind.IDENTITY, ReadFailure.FAILED);
                process.noArguments(ReadFailure.FAILED);
            } else {
                process.arguments(arguments);
            }
        }
        readExecutable(process);
    }

    private void readExecutable(ProcessRecord process) {
        if (!readsExecutable || process.pid() == KERNEL_TASK) {
            return;
        }
        ReadOutcome outcome = kernel.readPath(process.pid());
        if (outcome == ReadOutcome.OK) {
            process.executable(kernel.path());
        } else {
            // Gone is the file, perhaps, and not the process.
            process.noExecutable(outcome.failure());
        }
    }

    /**
     * Looks whether processes have become others of the same name and executable, a few at each collection in turn: nothing
     * that is read anyway shows that.
     */
    private void checkIdentifiers() {
        if (!readsProgram()) {
            return;
        }
        int checks = Math.min(IDENTIFIER_CHECKS, table.size());
        for (int i = 0; i < checks; i++) {
            nextIdentifierCheck = nextIdentifierCheck < table.size() ? nextIdentifierCheck : 0;
            ProcessRecord process = table.get(nextIdentifierCheck++);
            if (process.programRead() && kernel.readIdentifier(process.pid()) == ReadOutcome.OK
                    && process.differsFrom(kernel.identifier())) {
                process.hintImageChange();
            }
        }
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
