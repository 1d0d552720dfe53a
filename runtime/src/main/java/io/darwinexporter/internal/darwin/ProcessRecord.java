package io.darwinexporter.internal.darwin;

import java.util.List;

import io.darwinexporter.internal.snapshot.ProcessFilter;

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
    private String name = "";
    private long userId;
    private String user = "";
    private List<String> arguments = List.of();
    private int factsVersion;
    private boolean excluded;

    private boolean lastUseSettled;
    private int descriptorCapacity;
    private final WidenedCounters counters = new WidenedCounters();

    private boolean identified;
    private boolean identityConfirmed;
    private long socketOwnerId;

    private boolean argumentsRead;
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
        return factsVersion == 0;
    }

    /** The field {@code p_comm} as it was listed last. */
    byte[] comm() {
        return comm;
    }

    String name() {
        return name;
    }

    /** Takes the names from a structure, if they are others than before; returns whether they are. */
    boolean takeNames(ProcBsdInfo info, ProcessFilter filter) {
        boolean changed = info.updateNames(names);
        if (changed || isNew()) {
            rename(info.name(), filter);
        }
        return changed;
    }

    /** Gives it a name, and asks the filter about that. */
    void rename(String name, ProcessFilter filter) {
        if (isNew() || !name.equals(this.name)) {
            this.name = name;
            excluded = !filter.accepts(name);
            factsVersion++;
        }
    }

    boolean isExcluded() {
        return excluded;
    }

    String user() {
        return user;
    }

    long userId() {
        return userId;
    }

    void user(long userId, String user) {
        if (!user.equals(this.user)) {
            this.user = user;
            if (!isNew()) {
                factsVersion++;
            }
        }
        this.userId = userId;
    }

    List<String> arguments() {
        return arguments;
    }

    /** Whether they have been asked for, with whatever result. */
    boolean argumentsRead() {
        return argumentsRead;
    }

    void arguments(List<String> arguments) {
        argumentsRead = true;
        if (!arguments.equals(this.arguments)) {
            this.arguments = arguments;
            factsVersion++;
        }
    }

    /** Changes whenever name, user or arguments have. */
    int factsVersion() {
        return factsVersion;
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
