package io.darwinexporter.internal.linux;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.network.NetworkAccounting;
import io.darwinexporter.internal.linux.network.SocketOwner;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * Network traffic of the processes of a collection: puts the totals of {@link NetworkAccounting} into rows.
 * <p>
 * The last counts of sockets may come after their process has gone. They are told in the collection that misses it, in its
 * row if it has one because its end was reported, else in one of its own; later they would belong to nobody.
 */
final class NetworkTraffic {

    private final NetworkAccounting accounting;
    private final CurrentCollection current;
    private final ProcessTable table;
    private final ProcessList listed = new ProcessList();

    NetworkTraffic(NetworkAccounting accounting, CurrentCollection current, ProcessTable table) {
        this.accounting = accounting;
        this.current = current;
        this.table = table;
    }

    /** Notes a process that has a row. */
    void list(KnownProcess process) {
        listed.add(process);
    }

    /** After everything else of processes was read: their descriptors tell whose sockets may be new. */
    void read() {
        SnapshotBuffer snapshot = current.snapshot();
        accounting.begin();
        for (int i = 0; i < listed.size(); i++) {
            KnownProcess process = listed.get(i);
            boolean counted = snapshot.has(process.row, Measure.OPEN_DESCRIPTORS);
            accounting.list(process.socketOwner(), process.parentPid, process.userId,
                    counted ? snapshot.value(process.row, Measure.OPEN_DESCRIPTORS) : -1);
        }
        accounting.collect();
        for (int i = 0; i < listed.size(); i++) {
            KnownProcess process = listed.get(i);
            SocketOwner owner = process.socketOwner();
            if (owner.isVisible()) {
                if (wasRead(process.row) || owner.hasUntold()) {
                    tell(owner, process.row);
                }
            } else if (owner.isRefused()) {
                current.failed(process, MeasureKind.NETWORK, ReadFailure.DENIED);
            } else {
                snapshot.deny(process.row);
            }
        }
        clear();
    }

    /** Forgets who has a row. */
    void clear() {
        listed.clear();
    }

    /** Whether a row is of a process that lives and could be read this time. */
    private boolean wasRead(int row) {
        ProcessState state = current.snapshot().state(row);
        return state.isLiving() && state != ProcessState.UNKNOWN;
    }

    private void tell(SocketOwner owner, int row) {
        SnapshotBuffer snapshot = current.snapshot();
        snapshot.set(row, Measure.NET_RECEIVE_BYTES, owner.receivedBytes());
        snapshot.set(row, Measure.NET_TRANSMIT_BYTES, owner.sentBytes());
        if (accounting.countsPackets()) {
            snapshot.set(row, Measure.NET_RECEIVE_PACKETS, owner.receivedPackets());
            snapshot.set(row, Measure.NET_TRANSMIT_PACKETS, owner.sentPackets());
        }
        snapshot.set(row, Measure.TCP_RETRANSMITS, owner.retransmits());
        owner.tell();
    }

    /** Completes the row of a known process whose end was reported. */
    void readEnded(KnownProcess process, int row) {
        SocketOwner owner = process.socketOwner();
        if (owner.hasUntold()) {
            tell(owner, row);
        }
    }

    /** Completes the row of a process whose end was reported and that was never listed. */
    void readEnded(int pid, int row) {
        SocketOwner owner = accounting.takeUnlisted(pid);
        if (owner != null) {
            tell(owner, row);
        }
    }

    /** Adds rows for those whose ends were not reported, and ends the collection. */
    void addRows() {
        SnapshotBuffer snapshot = current.snapshot();
        for (SocketOwner owner : accounting.gone()) {
            KnownProcess process = known(owner);
            if (process != null) {
                int row = snapshot.addRow(process.pid, process.startNanos, process.parentPid, process.userId,
                        process.groupId, ProcessState.EXITED, process.description);
                if (!process.accepted) {
                    snapshot.exclude(row);
                }
                tell(owner, row);
            }
        }
        accounting.end();
        snapshot.sockets(accounting.sockets());
        snapshot.countLostNetworkUpdates(accounting.takeLost());
        for (long failed = accounting.takeFailedDumps(); failed > 0; failed--) {
            snapshot.countFailure(MeasureKind.NETWORK, ReadFailure.FAILED);
        }
    }

    private @Nullable KnownProcess known(SocketOwner owner) {
        KnownProcess process = table.get(owner.pid());
        if (process != null && process.socketOwner() != owner) {
            process = process.predecessor;
        }
        return process != null && process.socketOwner() == owner ? process : null;
    }
}
