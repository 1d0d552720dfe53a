package io.darwinexporter.internal.darwin.network;

import java.nio.ByteBuffer;

/**
 * Where a source's descriptor names its process: {@code nstat_tcp_descriptor} and {@code nstat_udp_descriptor}, which have
 * grown with releases. Nothing but their length tells which one it is.
 *
 * <pre>
 * length           of        upid u64  pid u32  pname char[64]  macOS
 * TCP 304                     0        100      180             10.13 to 10.15
 * TCP 336, 344                0        116      196             11 to 13, 14 to 15
 * UDP 256, 272, 280           0        128      132             10.13 to 10.15, 11 to 13, 14 to 15
 * </pre>
 *
 * A longer descriptor is taken to begin as the newest known one does, if what stands there makes sense.
 * <p>
 * Source: {@code bsd/net/ntstat.h} (private part).
 */
enum DescriptorLayout {
    TCP_304(304, 100, 180),
    TCP_336(336, 116, 196),
    TCP_344(344, 116, 196),
    UDP_256(256, 128, 132),
    UDP_272(272, 128, 132),
    UDP_280(280, 128, 132);

    static final int UNKNOWN_PID = -1;
    static final int UPID = 0;
    static final int NAME_SIZE = 64;

    private final int length;
    private final int pid;
    private final int name;

    DescriptorLayout(int length, int pid, int name) {
        this.length = length;
        this.pid = pid;
        this.name = name;
    }

    int length() {
        return length;
    }

    int pidOffset() {
        return pid;
    }

    int nameOffset() {
        return name;
    }

    /** The pid of the process that used the source last, or {@link #UNKNOWN_PID}: the layout is not known. */
    static int ownerPid(ByteBuffer bytes, int offset, int length, int provider) {
        return switch (provider) {
            case StatisticsMessages.PROVIDER_TCP_KERNEL, StatisticsMessages.PROVIDER_TCP_USERLAND -> switch (length) {
                case 304 -> TCP_304.pid(bytes, offset);
                case 336 -> TCP_336.pid(bytes, offset);
                default -> TCP_344.pidOfPrefix(bytes, offset, length);
            };
            case StatisticsMessages.PROVIDER_UDP_KERNEL, StatisticsMessages.PROVIDER_UDP_USERLAND -> switch (length) {
                case 256 -> UDP_256.pid(bytes, offset);
                case 272 -> UDP_272.pid(bytes, offset);
                default -> UDP_280.pidOfPrefix(bytes, offset, length);
            };
            default -> UNKNOWN_PID;
        };
    }

    private int pid(ByteBuffer bytes, int offset) {
        return bytes.getInt(offset + pid);
    }

    private int pidOfPrefix(ByteBuffer bytes, int offset, int length) {
        if (length == this.length) {
            return pid(bytes, offset);
        }
        boolean sane = length > this.length && pid(bytes, offset) > 0 && hasPrintableName(bytes, offset);
        return sane ? pid(bytes, offset) : UNKNOWN_PID;
    }

    /** Whether there is a name: at least one byte, none of them a control character, up to a NUL. */
    private boolean hasPrintableName(ByteBuffer bytes, int offset) {
        for (int i = 0; i < NAME_SIZE; i++) {
            byte b = bytes.get(offset + name + i);
            if (b == 0) {
                return i > 0;
            }
            if ((b >= 0 && b < ' ') || b == 0x7f) {
                return false;
            }
        }
        return false;
    }
}
