package io.darwinexporter.internal.darwin.network;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.darwinexporter.internal.darwin.binding.Errno;
import io.darwinexporter.internal.darwin.binding.LibSystem;
import io.darwinexporter.internal.darwin.binding.NativeBuffer;
import io.darwinexporter.internal.darwin.network.binding.Sockets;
import io.darwinexporter.internal.darwin.network.binding.VariadicCalls;

/**
 * A socket to the kernel control {@code com.apple.network.statistics}.
 *
 * <pre>
 * ctl_info      0 u32 ctl_id, 4 char ctl_name[96]; size 100
 * sockaddr_ctl  0 u8 sc_len, 1 u8 sc_family, 2 u16 ss_sysaddr, 4 u32 sc_id, 8 u32 sc_unit; size 32
 * pollfd        0 i32 fd, 4 i16 events, 6 i16 revents
 * </pre>
 *
 * Source: {@code bsd/sys/kern_control.h}, {@code bsd/kern/kern_control.c}. One thread may wait for input while another one
 * sends; all else is for one thread at a time.
 */
final class ControlSocket implements AutoCloseable {

    static final int PF_SYSTEM = 32;
    static final int SOCK_DGRAM = 2;
    static final int SYSPROTO_CONTROL = 2;
    static final int AF_SYS_CONTROL = 2;
    static final long CTLIOCGINFO = 0xC0644E03L;
    static final int SOL_SOCKET = 0xffff;
    static final int SO_RCVBUF = 0x1002;
    static final int MSG_DONTWAIT = 0x80;

    static final int INFO_ID = 0;
    static final int INFO_NAME = 4;
    static final int INFO_SIZE = 100;
    static final int ADDRESS_LENGTH = 0;
    static final int ADDRESS_FAMILY = 1;
    static final int ADDRESS_SYSTEM = 2;
    static final int ADDRESS_ID = 4;
    static final int ADDRESS_SIZE = 32;

    private static final String NAME = "com.apple.network.statistics";
    private static final int POLLIN = 1;

    /** The kernel loses messages without a word when its buffer is full, and begins with 8 KiB. */
    private static final int LARGEST_ROOM = 2 << 20;
    private static final int SMALLEST_ROOM = 256 << 10;

    /** A message is at most 64 KiB long, by the type of its length. */
    private static final int LARGEST_DATAGRAM = 64 << 10;

    private final int descriptor;
    private final NativeBuffer input = new NativeBuffer(LARGEST_DATAGRAM);
    private final NativeBuffer output = new NativeBuffer(Long.BYTES * 16);
    private final NativeBuffer waiting = new NativeBuffer(Long.BYTES);

    private ControlSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Connects to the control; the socket is the caller's to close. */
    static ControlSocket connect() throws NetworkUnavailableException {
        String problem = Sockets.problem().orElse(null);
        if (problem != null) {
            throw new NetworkUnavailableException(problem);
        }
        ControlSocket socket = new ControlSocket(
                require("socket", Sockets.socket(PF_SYSTEM, SOCK_DGRAM, SYSPROTO_CONTROL)));
        try {
            socket.connectToControl();
            // Only now: connecting sets the size of the buffer anew.
            socket.makeRoom();
        } catch (NetworkUnavailableException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void connectToControl() throws NetworkUnavailableException {
        NativeBuffer info = new NativeBuffer(INFO_SIZE);
        info.bytes().put(INFO_NAME, NAME.getBytes(StandardCharsets.US_ASCII));
        require("ioctl CTLIOCGINFO", VariadicCalls.load().ioctl(descriptor, CTLIOCGINFO, info.address()));
        NativeBuffer address = new NativeBuffer(ADDRESS_SIZE);
        address.bytes().put(ADDRESS_LENGTH, (byte) ADDRESS_SIZE).put(ADDRESS_FAMILY, (byte) PF_SYSTEM)
                .putShort(ADDRESS_SYSTEM, (short) AF_SYS_CONTROL).putInt(ADDRESS_ID, info.bytes().getInt(INFO_ID));
        require("connect", Sockets.connect(descriptor, address.address(), ADDRESS_SIZE));
        // The garbage collector must not take the memory while only its address is in use.
        Reference.reachabilityFence(info);
        Reference.reachabilityFence(address);
    }

    private void makeRoom() throws NetworkUnavailableException {
        NativeBuffer room = new NativeBuffer(Integer.BYTES);
        int result = -1;
        for (int size = LARGEST_ROOM; result != 0 && size >= SMALLEST_ROOM; size /= 2) {
            room.bytes().putInt(0, size);
            result = Sockets.setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, room.address(), Integer.BYTES);
        }
        require("setsockopt SO_RCVBUF", result);
        Reference.reachabilityFence(room);
    }

    private static int require(String call, int result) throws NetworkUnavailableException {
        if (result < 0) {
            throw new NetworkUnavailableException(call + " failed with errno " + LibSystem.errno());
        }
        return result;
    }

    /** Where the next request is to be written. */
    ByteBuffer output() {
        return output.bytes();
    }

    /** Sends the first bytes of {@link #output()}. */
    void send(int length) throws NetworkUnavailableException {
        long sent = Sockets.send(descriptor, output.address(), length, 0);
        if (sent != length) {
            throw new NetworkUnavailableException("send failed with errno " + LibSystem.errno());
        }
    }

    /** Waits until there is something to receive, the end included; returns whether there is. */
    boolean await(int timeoutMillis) {
        waiting.bytes().putInt(0, descriptor).putShort(4, (short) POLLIN).putShort(6, (short) 0);
        return Sockets.poll(waiting.address(), 1, timeoutMillis) > 0;
    }

    /**
     * Receives the next datagram into {@link #input()}, without waiting for one.
     *
     * @return its length; 0 if there is none
     * @throws NetworkUnavailableException if the connection has ended
     */
    int receive() throws NetworkUnavailableException {
        while (true) {
            long received = Sockets.recv(descriptor, input.address(), input.capacity(), MSG_DONTWAIT);
            if (received > 0) {
                return (int) received;
            }
            if (received == 0) {
                throw new NetworkUnavailableException("the connection was ended");
            }
            int errno = LibSystem.errno();
            if (errno == Errno.EAGAIN) {
                return 0;
            }
            if (errno != Errno.EINTR) {
                throw new NetworkUnavailableException("recv failed with errno " + errno);
            }
        }
    }

    ByteBuffer input() {
        return input.bytes();
    }

    @Override
    public void close() {
        Sockets.close(descriptor);
    }
}
