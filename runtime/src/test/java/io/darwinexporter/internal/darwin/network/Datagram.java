package io.darwinexporter.internal.darwin.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.darwinexporter.internal.darwin.KernelBytes;

/**
 * Messages as the kernel would have laid them out, one behind the other, of macOS 15 if nothing else is said.
 */
final class Datagram {

    private final ByteBuffer bytes = ByteBuffer.allocate(64 << 10).order(ByteOrder.LITTLE_ENDIAN);

    private static KernelBytes message(int type, int length, long context, int flags) {
        return KernelBytes.of(length).u64(0, context).u32(8, type).u16(12, length).u16(14, flags);
    }

    private Datagram add(KernelBytes message) {
        bytes.put(message.bytes());
        return this;
    }

    Datagram success(long context, int flags) {
        return add(message(0, 16, context, flags));
    }

    Datagram error(long context, int errno) {
        return add(message(1, 48, context, 0).u32(16, errno));
    }

    Datagram removed(long source, int flags) {
        return add(message(10002, 24, 0, flags).u64(16, source));
    }

    Datagram unknown(int type, int length) {
        return add(message(type, length, 0, 0));
    }

    /** Of TCP in the kernel. */
    Datagram update(long source, int pid, long received, long sent) {
        return update(source, 2, pid, 344, received, sent);
    }

    /** The unique id of the process is its pid and a million. */
    Datagram update(long source, int provider, int pid, int descriptor, long received, long sent) {
        boolean tcp = provider == 2 || provider == 3;
        int pidAt = tcp ? (descriptor == 304 ? 100 : 116) : 128;
        int nameAt = tcp ? pidAt + 80 : 132;
        KernelBytes message = counted(message(10006, 152 + descriptor, 0, 0), source, received, sent).u32(144, provider);
        if (descriptor >= 200) {
            message.u64(152, pid + 1_000_000L).u32(152 + pidAt, pid).text(152 + nameAt, "name");
        }
        return add(message);
    }

    Datagram counts(long source, long received, long sent) {
        return add(counted(message(10004, 144, 0, 0), source, received, sent));
    }

    private static KernelBytes counted(KernelBytes message, long source, long received, long sent) {
        return message.u64(16, source).u64(32, received / 1_000).u64(40, received).u64(48, sent / 1_000).u64(56, sent);
    }

    int length() {
        return bytes.position();
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** As much of it as there would be room for: nothing behind it can be read. */
    ByteBuffer cutAt(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(0, bytes, 0, length);
    }

    /** Hands all messages to the accounts. */
    void to(TrafficAccounts accounts) {
        StatisticsMessages messages = new StatisticsMessages();
        messages.wrap(bytes, length());
        while (messages.next()) {
            accounts.take(messages);
        }
    }
}
