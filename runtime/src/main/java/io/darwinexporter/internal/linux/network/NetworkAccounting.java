package io.darwinexporter.internal.linux.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.network.binding.NetworkCalls;

/**
 * Follows the TCP sockets of the host and credits what they carry to the processes that own them.
 * <p>
 * A collection is: {@link #begin}; {@link #list} for each process; {@link #collect}, after which the totals of all
 * {@link SocketOwner}s are up to date; then those of processes that have gone are asked for; {@link #end}. By the collecting
 * thread.
 */
public final class NetworkAccounting implements AutoCloseable {

    private static final int INIT = 1;
    /** Of what rarely changes of a process, an n-th is looked at in each collection. */
    private static final int TURNS = 16;
    /** A process that is so young may not yet be in the namespace that it will live in. */
    private static final int YOUNG = 2;
    /** The share of the heap that sockets may take, an n-th, and what one takes. */
    private static final int SHARE_OF_HEAP = 3;
    private static final int BYTES_OF_SOCKET = 96;
    private static final String OWN_PROCFS = "/proc";
    private static final String INITIAL_PID_NAMESPACE = "pid:[4026531836]";

    private final ProcessLinks links;
    private final Owners owners;
    private final OwnerLookup lookup;
    private final Connects connects;
    private final SocketEvents events;
    private final Namespaces namespaces;
    private final NativeBuffer buffer;
    private final LongSupplier sinceBootNanos;
    private final boolean mayLookAtAll;
    private final boolean countsPackets;
    private final List<String> missing;
    private final SocketReading reading = new SocketReading();
    private final long[] change = new long[ConnectTrace.RECORD];
    private final int mostSockets = (int) Math.min(Integer.MAX_VALUE,
            Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_OF_SOCKET);
    private int collection;
    private long failedDumps;
    private long lost;

    private NetworkAccounting(String procfs, SocketEvents events, SockDiag own, NativeBuffer buffer, List<String> missing,
            LongSupplier sinceBootNanos) {
        this.events = events;
        this.buffer = buffer;
        this.missing = missing;
        this.sinceBootNanos = sinceBootNanos;
        links = new ProcessLinks(procfs);
        owners = new Owners(links);
        lookup = new OwnerLookup(links);
        connects = new Connects(owners);
        namespaces = new Namespaces(links, events, ownNamespace(missing), own);
        mayLookAtAll = links.sight(INIT) != DescriptorLinks.Sight.HIDDEN;
        countsPackets = own.countsSegments();
        if (!countsPackets) {
            missing.add("Linux before 4.6 does not count packets of sockets");
        }
        if (!own.endsAreTold()) {
            missing.add("Linux before 4.2: what sockets carry in their last moments is not seen");
        }
    }

    /**
     * Begins to follow sockets.
     *
     * @param procfs where procfs is mounted
     * @param ownProcesses whether pids there are those of this program's pid namespace
     * @param traceConnects whether to have the kernel trace who opens connections, where that is permitted
     * @param sinceBootNanos tells the time by the clock that process start times are told in
     * @throws NetworkUnavailableException if the kernel does not tell of sockets
     */
    public static NetworkAccounting open(String procfs, boolean ownProcesses, boolean traceConnects,
            LongSupplier sinceBootNanos) throws NetworkUnavailableException {
        NetworkCalls.load();
        List<String> missing = new ArrayList<>();
        SockDiag own = SockDiag.open();
        NativeBuffer buffer = new NativeBuffer(SockDiag.BUFFER_BYTES);
        ConnectTrace trace = null;
        try {
            if (!own.dump(buffer, new NetworkNamespace(0, 0).accounts)) {
                throw new NetworkUnavailableException("sock_diag does not tell of TCP sockets");
            }
            if (!own.countsBytes()) {
                throw new NetworkUnavailableException("Linux before 4.1 does not count what sockets carry");
            }
            trace = openTrace(ownProcesses, traceConnects, missing);
            return new NetworkAccounting(procfs, new SocketEvents(trace), own, buffer, missing, sinceBootNanos);
        } catch (NetworkUnavailableException e) {
            own.close();
            buffer.close();
            if (trace != null) {
                trace.close();
            }
            throw e;
        }
    }

    private static @Nullable ConnectTrace openTrace(boolean ownProcesses, boolean wanted, List<String> missing) {
        String cost = ": connections that are opened and closed between two collections count for the side that accepts them"
                + " only";
        try {
            if (!wanted) {
                missing.add("tracing of connects is switched off" + cost);
                return null;
            }
            if (!ownProcesses || !isInInitialPidNamespace()) {
                // Traces name threads by their numbers in the initial namespace.
                missing.add("not in the host's pid namespace" + cost);
                return null;
            }
            return ConnectTrace.open();
        } catch (NetworkUnavailableException e) {
            missing.add(e.getMessage() + cost);
            return null;
        }
    }

    private static boolean isInInitialPidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of(OWN_PROCFS, "self/ns/pid")).toString().equals(INITIAL_PID_NAMESPACE);
        } catch (IOException e) {
            return false;
        }
    }

    /** The inode of the namespace that this program is in, or 0. Finds out, too, whether others may be entered. */
    private static long ownNamespace(List<String> missing) {
        try (ProcessLinks self = new ProcessLinks(OWN_PROCFS)) {
            int descriptor = self.openNamespace(LibC.getpid());
            SockDiag entered = descriptor < 0 ? null : Namespaces.openIn(descriptor);
            if (descriptor >= 0) {
                LibC.close(descriptor);
            }
            if (entered == null) {
                missing.add("no CAP_SYS_ADMIN: no network traffic of processes in other network namespaces");
            } else {
                entered.close();
            }
            return self.namespaceOf(LibC.getpid());
        }
    }

    /** What cannot be told here, a sentence each. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /** Whether this kernel counts packets, too, and not bytes only. */
    public boolean countsPackets() {
        return countsPackets;
    }

    /** Begins a collection. */
    public void begin() {
        collection++;
        owners.begin(collection);
    }

    /**
     * Adds a process of this collection.
     *
     * @param descriptors how many it has open, or -1 where that is not known
     */
    public void list(SocketOwner owner, int parentPid, long userId, long descriptors) {
        owner.parentPid = parentPid;
        owner.userId = userId;
        owner.lastDescriptors = owner.descriptors;
        owner.descriptors = descriptors;
        owners.add(owner);
        boolean turn = (collection + owner.pid) % TURNS == 0;
        owner.refused = false;
        if (turn || collection - owner.listedFirst < YOUNG) {
            namespaces.place(owner, collection);
            if (!mayLookAtAll || owner.hidden) {
                owner.hidden = links.sight(owner.pid) == DescriptorLinks.Sight.HIDDEN;
            }
            owner.refused = !owner.isVisible();
        }
        NetworkNamespace namespace = owner.namespace;
        if (namespace != null) {
            namespace.membersIn = collection;
        }
    }

    /** Asks for all sockets and credits what they have carried. After the last process was listed. */
    public void collect() {
        for (NetworkNamespace namespace : namespaces.all()) {
            dump(namespace);
        }
        takeChanges();
        findOwners();
        takeEnds();
        events.tellLost();
        for (NetworkNamespace namespace : namespaces.all()) {
            SockDiag sockets = namespace.sockets();
            if (sockets != null) {
                namespace.accounts.end(sockets.endsAreTold());
                lost += namespace.accounts.takeLost();
            }
        }
        connects.forget(collection);
    }

    private void dump(NetworkNamespace namespace) {
        SockDiag sockets = namespace.sockets();
        if (sockets == null) {
            return;
        }
        long others = sockets() - namespace.accounts.size();
        namespace.accounts.beginDump(collection, (int) Math.max(0, mostSockets - others));
        if (sockets.dump(buffer, namespace.accounts)) {
            namespace.accounts.dumpIsComplete();
        } else {
            failedDumps++;
        }
    }

    private void takeChanges() {
        long nowNanos = sinceBootNanos.getAsLong();
        events.takeOver();
        while (events.takeChange(change)) {
            connects.add(ConnectTrace.change(change));
        }
        connects.join(nowNanos, collection);
    }

    private void findOwners() {
        lookup.wanted().clear();
        for (NetworkNamespace namespace : namespaces.all()) {
            if (namespace.isOpen()) {
                namespace.accounts.want(lookup.wanted(), connects);
            }
        }
        lookup.search(owners, collection);
        for (NetworkNamespace namespace : namespaces.all()) {
            if (namespace.isOpen()) {
                namespace.accounts.ownUnowned(lookup, owners);
            }
        }
    }

    private void takeEnds() {
        // Once more: sockets may have been closed while their owners were looked for.
        events.takeOver();
        for (int number = events.takeEnd(reading); number >= 0; number = events.takeEnd(reading)) {
            NetworkNamespace namespace = namespaces.numbered(number);
            if (namespace != null) {
                namespace.accounts.destroyed(reading, connects);
            }
        }
    }

    /** Processes that this collection does not have any more, whose sockets have carried more than was told. */
    public List<SocketOwner> gone() {
        return owners.gone();
    }

    /** What sockets carried for a process that no collection has had, or null; it is told with that. */
    public @Nullable SocketOwner takeUnlisted(int pid) {
        return owners.takeUnlisted(pid);
    }

    /** Ends the collection: what has not been told of processes that have gone is lost. */
    public void end() {
        lost += owners.end();
        namespaces.leaveEmpty(collection);
    }

    /** The number of sockets that are followed. */
    public long sockets() {
        long sockets = 0;
        for (NetworkNamespace namespace : namespaces.all()) {
            sockets += namespace.accounts.size();
        }
        return sockets;
    }

    /** How much growth of sockets could not be credited, since this was last asked. */
    public long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }

    /** How many dumps were not complete, since this was last asked. */
    public long takeFailedDumps() {
        long taken = failedDumps;
        failedDumps = 0;
        return taken;
    }

    @Override
    public void close() {
        events.close();
        namespaces.close();
        links.close();
        buffer.close();
    }
}
