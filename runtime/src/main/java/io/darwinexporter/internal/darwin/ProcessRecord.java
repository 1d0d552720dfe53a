package io.darwinexporter.internal.darwin;

import java.util.List;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * What is remembered of a process from one collection to the next, so that it need not be asked for or decoded again.
 */
final class ProcessRecord {

    private final int pid;
    private final long startNanos;
    private int cycle;
    private int row;
    private int rowCycle;

    private final byte[] comm = new byte[KinfoProcList.COMM_SIZE];
    private final byte[] names = new byte[ProcBsdInfo.COMM_SIZE + ProcBsdInfo.NAME_SIZE];
    private ProcessDescription description = ProcessDescription.NOTHING;
    private boolean named;
    private long userId;
    private boolean excluded;

    private boolean lastUseSettled;
    private int descriptorCapacity;
    private final WidenedCounters counters = new WidenedCounters();

    private boolean identified;
    private boolean identityConfirmed;
    private long socketOwnerId;

    private boolean programRead;
    private int readForWish;
    private boolean imageChanged;
    private boolean executed;
    private long uniqueId;
    private int idVersion;
    private long imageHigh;
    private long imageLow;

    ProcessRecord(int pid, long startNanos) {
        this.pid = pid;
        this.startNanos = startNanos;
    }

    int pid() {
        return pid;
    }

    long startNanos() {
        return startNanos;
    }

    /** The collection that has seen it last. */
    int cycle() {
        return cycle;
    }

    void see(int cycle) {
        this.cycle = cycle;
    }

    /** Notes its row in the collection that has seen it last. */
    void row(int row) {
        this.row = row;
        rowCycle = cycle;
    }

    /** Its row in that collection; only after {@link #hasRowIn}. */
    int row() {
        return row;
    }

    boolean hasRowIn(int cycle) {
        return rowCycle == cycle;
    }

    /** Whether it has no name yet: nothing has been asked about it. */
    boolean isNew() {
        return !named;
    }

    /** The field {@code p_comm} as it was listed last. */
    byte[] comm() {
        return comm;
    }

    /** What is known of it; another instance after any change. */
    ProcessDescription description() {
        return description;
    }

    /** Takes the names from a structure, if they are others than before: that hints at another program. */
    void takeNames(ProcBsdInfo info, ProcessFilter filter) {
        boolean changed = info.updateNames(names);
        imageChanged |= changed;
        if (changed || isNew()) {
            rename(info.name(), info.comm(), filter);
        }
    }

    /** Gives it a name, and asks the filter about that. */
    void rename(String name, String comm, ProcessFilter filter) {
        if (isNew() || !name.equals(description.name())) {
            excluded = !filter.accepts(name);
        }
        description = description.withName(name).withCommandName(comm);
        named = true;
    }

    boolean isExcluded() {
        return excluded;
    }

    long userId() {
        return userId;
    }

    void user(long userId, String user) {
        description = description.withUser(user);
        this.userId = userId;
    }

    /** Whether {@link #takeIdentifier} has been asked because of the program that it runs. */
    boolean programRead() {
        return programRead;
    }

    /** Whether other facts are wanted than when this was last asked; then the program has to be read again. */
    boolean isWantedAnew(int wish) {
        boolean anew = readForWish != wish;
        programRead &= !anew;
        readForWish = wish;
        return anew;
    }

    void programIsRead() {
        programRead = true;
    }

    void arguments(List<String> arguments) {
        description = description.withArguments(arguments);
    }

    void noArguments(ReadFailure failure) {
        description = description.withArguments(List.of()).without(ProcessFact.ARGUMENTS, failure);
    }

    void executable(String path) {
        description = description.withExecutable(path);
    }

    /** What stands in for the executable is the first argument, where that is known. */
    void noExecutable(ReadFailure failure) {
        List<String> arguments = description.arguments();
        description = description.withoutExecutable(arguments.isEmpty() ? "" : arguments.get(0), failure);
    }

    /** Whether there is nothing more to be learnt of what it used: it has ended, and its last use is known or is refused. */
    boolean lastUseSettled() {
        return lastUseSettled;
    }

    void settleLastUse() {
        lastUseSettled = true;
    }

    /** How many descriptors it had room for when it was seen last. */
    int descriptorCapacity() {
        return descriptorCapacity;
    }

    void descriptorCapacity(int descriptorCapacity) {
        this.descriptorCapacity = descriptorCapacity;
    }

    WidenedCounters counters() {
        return counters;
    }

    /** Whether something hints at another program since {@link #takeIdentifier} was last asked. */
    boolean imageChanged() {
        return imageChanged;
    }

    void hintImageChange() {
        imageChanged = true;
    }

    /** Notes whether exec has been called since the fork. */
    void noticeExecuted(boolean executed) {
        imageChanged |= executed != this.executed;
        this.executed = executed;
    }

    /** Notes the UUID of the executable. */
    void noticeImage(long high, long low) {
        imageChanged |= high != imageHigh || low != imageLow;
        imageHigh = high;
        imageLow = low;
    }

    /** Whether {@link #socketOwnerId()} has been read. */
    boolean isIdentified() {
        return identified;
    }

    /** The unique id by which sockets name it; only after {@link #isIdentified()}. */
    long socketOwnerId() {
        return socketOwnerId;
    }

    void socketOwnerId(long uniqueId) {
        identified = true;
        socketOwnerId = uniqueId;
    }

    /**
     * Whether that id is this process's for sure, and not that of another one which had taken its pid: after it was read,
     * something told the start time again.
     */
    boolean hasConfirmedIdentity() {
        return identified && identityConfirmed;
    }

    void confirmIdentity() {
        identityConfirmed = identified;
    }

    /** Whether this is the same process, but runs another program than when {@link #takeIdentifier} was last asked. */
    boolean differsFrom(ProcUniqueIdentifier identifier) {
        return identifier.uniqueId() == uniqueId && identifier.idVersion() != idVersion;
    }

    /** Takes its identity; returns whether it runs another program than when this was last asked. */
    boolean takeIdentifier(ProcUniqueIdentifier identifier) {
        boolean another = identifier.idVersion() != idVersion || identifier.uniqueId() != uniqueId;
        uniqueId = identifier.uniqueId();
        idVersion = identifier.idVersion();
        imageChanged = false;
        return another;
    }
}
