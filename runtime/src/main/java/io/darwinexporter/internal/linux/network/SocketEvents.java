package io.darwinexporter.internal.linux.network;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.netlink.InetDiagMessage;
import io.darwinexporter.internal.linux.netlink.NetlinkMessages;
import io.darwinexporter.internal.linux.network.binding.NetworkCalls;

/**
 * Hears from the kernel what happens between two dumps: sockets that are destroyed, with their last counts, and, where there is
 * a {@link ConnectTrace}, connections that are opened.
 * <p>
 * A thread of its own moves the news out of the kernel's buffers, whose room is limited, into queues, which are limited too;
 * what does not fit is counted. The collecting thread takes over what is still in the kernel and empties the queues.
 */
final class SocketEvents implements AutoCloseable {

    /** At 88 bytes each. */
    private static final int LARGEST_QUEUE = 64 * 1024;
    /** How long news gather before they are moved: rather few wake-ups than quick ones. */
    private static final long GATHER_MILLIS = 50;
    private static final int FOREVER = -1;
    private static final int NOTHING = -1;
    /** A record of an end: namespace, cookie, ports, addresses, bytes, segments. */
    private static final int END_RECORD = 11;
    private static final int MEMINFO_BYTES = 64;

    private final @Nullable ConnectTrace trace;
    private final NetlinkMessages messages = new NetlinkMessages();
    private final InetDiagMessage message = new InetDiagMessage();
    private final SocketReading received = new SocketReading();
    private final NativeBuffer buffer = new NativeBuffer(SockDiag.BUFFER_BYTES);
    private final NativeBuffer scratch = new NativeBuffer(MEMINFO_BYTES + Integer.BYTES);
    private final int waking;
    private final Thread thread = new Thread(this::moveNews, "darwin-exporter-sockets");

    /** Guards all that follows, which two threads use, and the buffers. */
    private final Object lock = new Object();
    private final List<Source> sources = new ArrayList<>();
    private final LongQueue ends = new LongQueue(END_RECORD, LARGEST_QUEUE);
    private final LongQueue changes = new LongQueue(ConnectTrace.RECORD, LARGEST_QUEUE);
    private final long[] endRecord = new long[END_RECORD];
    private NativeBuffer waited = new NativeBuffer(LibC.POLLFD_BYTES);
    private boolean waitedForOthers = true;
    private boolean closed;

    private static final class Source {
        final NetworkNamespace namespace;
        final int descriptor;
        long dropsTold;

        Source(NetworkNamespace namespace, int descriptor) {
            this.namespace = namespace;
            this.descriptor = descriptor;
        }
    }

    SocketEvents(@Nullable ConnectTrace trace) throws NetworkUnavailableException {
        this.trace = trace;
        waking = LibC.eventfd(0, LibC.EFD_CLOEXEC | NetworkCalls.EFD_NONBLOCK);
        if (waking < 0) {
            throw new NetworkUnavailableException("no eventfd (errno " + LibC.errno() + ")");
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Listens to a namespace, too. */
    void add(NetworkNamespace namespace, SockDiag sockets) {
        synchronized (lock) {
            sources.add(new Source(namespace, sockets.endsDescriptor()));
            waitedForOthers = true;
            wake();
        }
    }

    /** Does not listen to a namespace any more; after that its sockets may be closed. */
    void remove(NetworkNamespace namespace) {
        synchronized (lock) {
            sources.removeIf(source -> source.namespace == namespace);
            waitedForOthers = true;
            wake();
        }
    }

    private void wake() {
        scratch.bytes().putLong(0, 1);
        LibC.write(waking, scratch.address(0), Long.BYTES);
    }

    private void moveNews() {
        for (;;) {
            int count;
            NativeBuffer descriptors;
            synchronized (lock) {
                if (closed) {
                    return;
                }
                takeNews();
                if (waitedForOthers) {
                    waitForAll();
                }
                descriptors = waited;
                count = descriptors.size() / LibC.POLLFD_BYTES;
            }
            LibC.poll(descriptors.address(0), count, FOREVER);
            try {
                Thread.sleep(GATHER_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Only the thread that waits calls this: nobody waits while what is waited for is exchanged. */
    private void waitForAll() {
        LibC.read(waking, scratch.address(0), Long.BYTES);
        List<Integer> traces = trace == null ? List.of() : trace.descriptors();
        NativeBuffer next = new NativeBuffer((1 + sources.size() + traces.size()) * LibC.POLLFD_BYTES);
        int at = 0;
        at = waitFor(next, at, waking);
        for (Source source : sources) {
            at = waitFor(next, at, source.descriptor);
        }
        for (int descriptor : traces) {
            at = waitFor(next, at, descriptor);
        }
        waited.close();
        waited = next;
        waitedForOthers = false;
    }

    private static int waitFor(NativeBuffer waited, int at, int descriptor) {
        waited.bytes().putInt(at, descriptor);
        waited.bytes().putShort(at + Integer.BYTES, LibC.POLLIN);
        waited.bytes().putShort(at + Integer.BYTES + Short.BYTES, (short) 0);
        return at + LibC.POLLFD_BYTES;
    }

    private void takeNews() {
        for (int i = 0; i < sources.size(); i++) {
            takeEnds(sources.get(i));
        }
        if (trace != null) {
            trace.read(changes);
        }
    }

    private void takeEnds(Source source) {
        // Not without end, however quickly they come.
        for (int i = 0; i < LARGEST_QUEUE; i++) {
            int length = (int) LibC.recv(source.descriptor, buffer.address(0), buffer.size(), LibC.MSG_DONTWAIT);
            if (length > 0) {
                messages.wrap(buffer.bytes(), length);
                while (messages.next()) {
                    if (message.wrap(messages) && message.info().hasBytes()) {
                        received.read(message);
                        add(source.namespace.number, received);
                    }
                }
            } else {
                int errno = LibC.errno();
                // ENOBUFS tells that news were dropped, which the socket counts itself; those that were not follow.
                if (errno != LibC.ENOBUFS && errno != LibC.EINTR) {
                    return;
                }
            }
        }
    }

    private void add(int namespace, SocketReading reading) {
        endRecord[0] = namespace;
        endRecord[1] = reading.cookie;
        endRecord[2] = (long) reading.retransmits << 32 | (long) reading.localPort << 16 | reading.remotePort;
        endRecord[3] = reading.localHigh;
        endRecord[4] = reading.localLow;
        endRecord[5] = reading.remoteHigh;
        endRecord[6] = reading.remoteLow;
        endRecord[7] = reading.receivedBytes;
        endRecord[8] = reading.sentBytes;
        endRecord[9] = reading.segmentsIn;
        endRecord[10] = reading.segmentsOut;
        ends.add(endRecord);
    }

    /** Takes over what the kernel has told so far. */
    void takeOver() {
        synchronized (lock) {
            if (!closed) {
                takeNews();
            }
        }
    }

    /**
     * Takes the next end of a socket.
     *
     * @return the number of its namespace, or -1 if there are no more
     */
    int takeEnd(SocketReading reading) {
        synchronized (lock) {
            if (!ends.take(endRecord)) {
                return NOTHING;
            }
            reading.state = InetDiagMessage.CLOSE;
            reading.inode = 0;
            reading.userId = 0;
            reading.cookie = endRecord[1];
            reading.retransmits = (int) (endRecord[2] >> 32);
            reading.localPort = (int) (endRecord[2] >>> 16) & 0xFFFF;
            reading.remotePort = (int) endRecord[2] & 0xFFFF;
            reading.localHigh = endRecord[3];
            reading.localLow = endRecord[4];
            reading.remoteHigh = endRecord[5];
            reading.remoteLow = endRecord[6];
            reading.receivedBytes = endRecord[7];
            reading.sentBytes = endRecord[8];
            reading.segmentsIn = (int) endRecord[9];
            reading.segmentsOut = (int) endRecord[10];
            return (int) endRecord[0];
        }
    }

    /** Takes the next change of a connection that is being opened; false if there are no more. */
    boolean takeChange(long[] record) {
        synchronized (lock) {
            return changes.take(record);
        }
    }

    /** Tells each namespace how many of its news were lost since this was last called. */
    void tellLost() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            // Whose they were that did not fit into the queue is not known: any may miss some.
            long overflowed = ends.takeLost();
            for (int i = 0; i < sources.size(); i++) {
                Source source = sources.get(i);
                long drops = drops(source);
                long lost = drops - source.dropsTold + (i == 0 ? overflowed : 0);
                source.dropsTold = drops;
                if (lost > 0 || overflowed > 0) {
                    source.namespace.accounts.endsLost(lost);
                }
            }
        }
    }

    private long drops(Source source) {
        scratch.bytes().putInt(MEMINFO_BYTES, MEMINFO_BYTES);
        if (LibC.getsockopt(source.descriptor, LibC.SOL_SOCKET, LibC.SO_MEMINFO, scratch.address(0),
                scratch.address(MEMINFO_BYTES)) < 0) {
            return source.dropsTold;
        }
        return Integer.toUnsignedLong(scratch.bytes().getInt(LibC.SK_MEMINFO_DROPS * Integer.BYTES));
    }

    /** Ends the thread and the trace; sockets of namespaces belong to those. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            wake();
        }
        thread.interrupt();
        Threads.awaitEnd(thread);
        LibC.close(waking);
        buffer.close();
        scratch.close();
        waited.close();
        if (trace != null) {
            trace.close();
        }
    }
}
