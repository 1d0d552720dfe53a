package io.darwinexporter.internal.darwin;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import io.darwinexporter.internal.darwin.network.NetworkTraffic;
import io.darwinexporter.internal.darwin.network.ProcessTraffic;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * Network traffic in the rows of a collection. Sockets name their process by its pid and its unique id, which needs no
 * permission to be read: so rows of processes have traffic of which nothing else may be known.
 * <p>
 * Sockets are asked for behind the listing, and awaited when all processes have been read: what a process that is missing in
 * the listing has done last is known by then. It is told in a row of its own, in the one collection that misses the process.
 */
final class NetworkRows implements AutoCloseable {

    static final Set<Measure> MEASURES = Collections.unmodifiableSet(EnumSet.of(Measure.NET_RECEIVE_BYTES,
            Measure.NET_TRANSMIT_BYTES, Measure.NET_RECEIVE_PACKETS, Measure.NET_TRANSMIT_PACKETS));

    private static final ProcessTraffic NOTHING = new ProcessTraffic();

    private final NetworkTraffic traffic;
    private final DarwinKernel kernel;
    private final ProcessTable table;
    private final ProcessTraffic told = new ProcessTraffic();

    NetworkRows(NetworkTraffic traffic, DarwinKernel kernel, ProcessTable table) {
        this.traffic = traffic;
        this.kernel = kernel;
        this.table = table;
    }

    /** Asks how sockets are; the answer comes while processes are read. */
    void begin() {
        traffic.requestUpdate();
    }

    /**
     * Reads the unique id of a listed process, once. Another process may have taken the pid since the listing; so the id is not
     * used before something tells the start time again: a later call for this process, or the next listing.
     */
    void identify(SnapshotBuffer snapshot, ProcessRecord process) {
        if (process.isIdentified()) {
            process.confirmIdentity();
            return;
        }
        ReadOutcome outcome = kernel.readIdentifier(process.pid());
        if (outcome == ReadOutcome.OK) {
            process.socketOwnerId(kernel.identifier().uniqueId());
        } else if (outcome != ReadOutcome.GONE) {
            snapshot.countFailure(MeasureKind.NETWORK, outcome.failure());
        }
    }

    /** Completes the rows of a collection, and adds rows for processes that it misses. */
    void tell(SnapshotBuffer snapshot, int cycle) {
        traffic.awaitUpdate();
        for (int i = 0; i < table.size(); i++) {
            ProcessRecord process = table.get(i);
            if (process.hasRowIn(cycle)) {
                tellSeen(snapshot, process);
            } else if (process.hasConfirmedIdentity()) {
                tellMissed(snapshot, process, cycle);
            }
        }
        traffic.endCollection();
        report(snapshot);
    }

    private void tellSeen(SnapshotBuffer snapshot, ProcessRecord process) {
        boolean living = snapshot.state(process.row()).isLiving();
        if (!process.hasConfirmedIdentity()) {
            // What it has used already is told the next time, as growth from here.
            if (living && process.isIdentified()) {
                set(snapshot, process.row(), NOTHING);
            }
        } else if (living) {
            traffic.tell(process.pid(), process.socketOwnerId(), told);
            set(snapshot, process.row(), told);
        } else if (traffic.tellLast(process.pid(), process.socketOwnerId(), told)) {
            set(snapshot, process.row(), told);
        }
    }

    private void tellMissed(SnapshotBuffer snapshot, ProcessRecord process, int cycle) {
        if (process.hasRowIn(cycle - 1) && traffic.tellLast(process.pid(), process.socketOwnerId(), told)) {
            int row = snapshot.addRow(process.pid(), process.startNanos(), 0, process.userId(), 0, ProcessState.EXITED,
                    process.description());
            if (process.isExcluded()) {
                snapshot.exclude(row);
            }
            set(snapshot, row, told);
        }
        traffic.leave(process.pid(), process.socketOwnerId());
    }

    private static void set(SnapshotBuffer snapshot, int row, ProcessTraffic traffic) {
        snapshot.set(row, Measure.NET_RECEIVE_BYTES, traffic.receivedBytes());
        snapshot.set(row, Measure.NET_TRANSMIT_BYTES, traffic.sentBytes());
        snapshot.set(row, Measure.NET_RECEIVE_PACKETS, traffic.receivedPackets());
        snapshot.set(row, Measure.NET_TRANSMIT_PACKETS, traffic.sentPackets());
    }

    private void report(SnapshotBuffer snapshot) {
        if (traffic.isConnected()) {
            snapshot.sockets(traffic.sockets());
        }
        snapshot.countLostNetworkUpdates(traffic.takeLost());
        count(snapshot, ReadFailure.MALFORMED, traffic.takeMalformed());
        count(snapshot, ReadFailure.FAILED, traffic.takeMissedUpdates());
    }

    private static void count(SnapshotBuffer snapshot, ReadFailure failure, long times) {
        for (long i = 0; i < times; i++) {
            snapshot.countFailure(MeasureKind.NETWORK, failure);
        }
    }

    @Override
    public void close() {
        traffic.close();
    }
}
