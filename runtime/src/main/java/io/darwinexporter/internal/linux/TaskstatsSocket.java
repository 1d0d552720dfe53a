package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.netlink.GenericNetlinkMessage;
import io.darwinexporter.internal.linux.netlink.GenericNetlinkRequest;
import io.darwinexporter.internal.linux.netlink.TaskstatsMessage;

/**
 * A netlink socket that talks to the kernel's taskstats. Needs CAP_NET_ADMIN in the host's user namespace, and the host's
 * network namespace.
 * <p>
 * The kernel answers while it takes a request, so that nothing here ever waits. One buffer for both directions; used by one
 * thread at a time.
 */
final class TaskstatsSocket implements AutoCloseable {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int CONTROL_FAMILY = 16;
    private static final int GET_FAMILY = 3;
    private static final int FAMILY_ID = 1;
    private static final int FAMILY_NAME = 2;

    private final NativeBuffer buffer = new NativeBuffer(BUFFER_BYTES);
    private final GenericNetlinkMessage reply = new GenericNetlinkMessage();
    private final int descriptor;
    private int family;
    private int requestEnd;
    private int sequence;

    private TaskstatsSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    static TaskstatsSocket open() throws TaskstatsUnavailableException {
        int descriptor = LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, LibC.NETLINK_GENERIC);
        if (descriptor < 0) {
            throw new TaskstatsUnavailableException("no netlink sockets (errno " + LibC.errno() + ")");
        }
        TaskstatsSocket socket = new TaskstatsSocket(descriptor);
        if (!socket.findFamily()) {
            socket.close();
            throw new TaskstatsUnavailableException("no taskstats in this kernel or this network namespace");
        }
        return socket;
    }

    private boolean findFamily() {
        requestEnd = GenericNetlinkRequest.write(buffer.bytes(), 0, CONTROL_FAMILY, ++sequence, GET_FAMILY, FAMILY_NAME,
                TaskstatsMessage.FAMILY.getBytes(US_ASCII));
        if (!send()) {
            return false;
        }
        int received = receive();
        if (received <= 0 || !reply.wrap(buffer.bytes(), received) || reply.isError()) {
            return false;
        }
        int at = reply.find(FAMILY_ID);
        if (at < 0 || reply.length(at) < Short.BYTES) {
            return false;
        }
        family = Short.toUnsignedInt(buffer.bytes().getShort(at));
        return true;
    }

    int descriptor() {
        return descriptor;
    }

    int family() {
        return family;
    }

    ByteBuffer bytes() {
        return buffer.bytes();
    }

    /** Begins a batch of requests, in place of what was received last. */
    void beginRequests() {
        requestEnd = 0;
    }

    /** Adds a question about all threads of a process; returns its number, which the answer bears. */
    int ask(int pid) {
        requestEnd = GenericNetlinkRequest.write(buffer.bytes(), requestEnd, family, ++sequence,
                TaskstatsMessage.COMMAND_GET, TaskstatsMessage.REQUEST_PROCESS, pid);
        return sequence;
    }

    /** Adds the wish to hear of each task that ends on these processors; returns its number. */
    int listen(String processors) {
        requestEnd = GenericNetlinkRequest.write(buffer.bytes(), requestEnd, family, ++sequence,
                TaskstatsMessage.COMMAND_GET, TaskstatsMessage.REQUEST_LISTEN, processors.getBytes(US_ASCII));
        return sequence;
    }

    /** Sends the requests. */
    boolean send() {
        return LibC.send(descriptor, buffer.address(0), requestEnd, 0) == requestEnd;
    }

    /** Receives a message without waiting for one: its size, or less than 1 and {@link LibC#errno()}. */
    int receive() {
        return (int) LibC.recv(descriptor, buffer.address(0), BUFFER_BYTES, LibC.MSG_DONTWAIT);
    }

    @Override
    public void close() {
        LibC.close(descriptor);
        buffer.close();
    }
}
