package io.darwinexporter.internal.linux.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.network.binding.NetworkCalls;
import io.darwinexporter.internal.linux.tracefs.TraceEventFormat;
import io.darwinexporter.internal.linux.tracefs.TracePage;

/**
 * Hears from the kernel which thread opens which connection: the tracepoint {@code sock:inet_sock_set_state} (Linux 4.16), in a
 * trace instance of its own, so that nobody else's traces are touched. Its buffers are small and overwrite what is old.
 * <p>
 * Instances are named after the pid, and removed when this is closed; those of exporters that were killed are removed by the
 * next one. Needs CAP_SYS_ADMIN, or access to a mounted tracefs. Used under the lock of {@link SocketEvents}.
 */
final class ConnectTrace implements AutoCloseable {

    /** A record of the queue: time, socket, thread and state, ports, addresses. */
    static final int RECORD = 8;

    private static final String INSTANCE = "darwin-exporter-";
    /** Tells this program's instances from those of an earlier one that had its pid. */
    private static final String PROGRAM = Long.toHexString(System.nanoTime());
    private static final String EVENT = "events/sock/inet_sock_set_state";
    private static final String ONLY_CONNECTS = "protocol==6 && (newstate==2 || oldstate==2)";
    private static final String BUFFER_KIBIBYTES = "128";
    private static final int CURRENT_FOLDER = -100;
    private static final String[] MOUNTED = { "/sys/kernel/tracing", "/sys/kernel/debug/tracing" };

    private final Path instance;
    private final int root;
    private final NativeBuffer page;
    private final List<Integer> processors = new ArrayList<>();
    private final TracePage events = new TracePage();
    private final long[] record = new long[RECORD];

    private final int number;
    private final int tidAt;
    private final int socketAt;
    private final int stateAt;
    private final int localPortAt;
    private final int remotePortAt;
    private final int localAt;
    private final int remoteAt;
    private final int bytes;

    private ConnectTrace(int root, Path instance, TraceEventFormat format) {
        this.root = root;
        this.instance = instance;
        page = new NativeBuffer((int) LibC.sysconf(LibC.SC_PAGESIZE));
        number = format.number();
        tidAt = format.offset("common_pid", Integer.BYTES);
        socketAt = format.offset("skaddr", Long.BYTES);
        stateAt = format.offset("newstate", Integer.BYTES);
        localPortAt = format.offset("sport", Short.BYTES);
        remotePortAt = format.offset("dport", Short.BYTES);
        localAt = format.offset("saddr_v6[16]", 2 * Long.BYTES);
        remoteAt = format.offset("daddr_v6[16]", 2 * Long.BYTES);
        bytes = Math.max(localAt, remoteAt) + 2 * Long.BYTES;
    }

    /**
     * Begins to trace.
     *
     * @throws NetworkUnavailableException if that is not permitted or not possible
     */
    static ConnectTrace open() throws NetworkUnavailableException {
        int root = openTracefs();
        if (root < 0) {
            throw new NetworkUnavailableException("tracefs may not be used");
        }
        // Reaches into mounts that have no place, too.
        Path tracefs = Path.of("/proc/self/fd/" + root);
        ConnectTrace trace = null;
        try {
            removeLeftOvers(tracefs.resolve("instances"));
            TraceEventFormat format = new TraceEventFormat(Files.readString(tracefs.resolve(EVENT + "/format")));
            Path instance = createInstance(tracefs.resolve("instances"));
            trace = new ConnectTrace(root, instance, format);
            trace.start();
            return trace;
        } catch (IOException e) {
            if (trace == null) {
                LibC.close(root);
            } else {
                trace.close();
            }
            throw new NetworkUnavailableException("tracefs cannot be used: " + e.getMessage());
        }
    }

    private static int openTracefs() {
        int root = withPath("tracefs", NetworkCalls::mountUnseen);
        for (int i = 0; root < 0 && i < MOUNTED.length; i++) {
            root = withPath(MOUNTED[i], path -> LibC.openat(CURRENT_FOLDER, path,
                    LibC.O_RDONLY | LibC.directoryFlag() | LibC.O_CLOEXEC));
        }
        return root;
    }

    private interface Call {
        int with(long address);
    }

    private static int withPath(String path, Call call) {
        byte[] name = (path + "\0").getBytes(UTF_8);
        try (NativeBuffer buffer = new NativeBuffer(name.length)) {
            buffer.bytes().put(0, name);
            return call.with(buffer.address(0));
        }
    }

    private static Path createInstance(Path instances) throws IOException {
        for (int i = 0;; i++) {
            try {
                return Files.createDirectory(instances.resolve(INSTANCE + LibC.getpid() + "-" + PROGRAM + "-" + i));
            } catch (FileAlreadyExistsException e) {
                // Another exporter in this program has it: the next name, then.
                continue;
            }
        }
    }

    private static void removeLeftOvers(Path instances) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(instances, INSTANCE + "*")) {
            for (Path instance : found) {
                String name = instance.getFileName().toString().substring(INSTANCE.length());
                String pid = name.substring(0, Math.max(0, name.indexOf('-')));
                boolean living = Files.exists(Path.of("/proc", pid));
                boolean another = pid.equals(Integer.toString(LibC.getpid())) && !name.contains(PROGRAM);
                if (!living || another) {
                    remove(instance);
                }
            }
        }
    }

    private static void remove(Path instance) throws IOException {
        write(instance.resolve(EVENT + "/enable"), "0");
        Files.delete(instance);
    }

    private static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }

    private void start() throws IOException {
        if (number < 0 || Math.min(Math.min(tidAt, socketAt), Math.min(stateAt, Math.min(localPortAt, remotePortAt))) < 0
                || Math.min(localAt, remoteAt) < 0) {
            throw new IOException("this kernel's inet_sock_set_state is not known");
        }
        write(instance.resolve("trace_clock"), "boot");
        write(instance.resolve("buffer_size_kb"), BUFFER_KIBIBYTES);
        write(instance.resolve(EVENT + "/filter"), ONLY_CONNECTS);
        try (DirectoryStream<Path> perCpu = Files.newDirectoryStream(instance.resolve("per_cpu"), "cpu*")) {
            for (Path processor : perCpu) {
                int descriptor = withPath(processor.resolve("trace_pipe_raw").toString(),
                        path -> LibC.openat(CURRENT_FOLDER, path,
                                LibC.O_RDONLY | LibC.O_CLOEXEC | NetworkCalls.O_NONBLOCK));
                if (descriptor < 0) {
                    throw new IOException(processor + " cannot be read (errno " + LibC.errno() + ")");
                }
                processors.add(descriptor);
            }
        }
        write(instance.resolve(EVENT + "/enable"), "1");
    }

    /** What can be waited for: ready when a buffer is half full. */
    List<Integer> descriptors() {
        return processors;
    }

    /** Reads what there is. */
    void read(LongQueue changes) {
        for (int i = 0; i < processors.size(); i++) {
            int descriptor = processors.get(i);
            for (;;) {
                int got = (int) LibC.read(descriptor, page.address(0), page.size());
                if (got <= 0) {
                    break;
                }
                events.wrap(page.bytes(), got);
                while (events.next()) {
                    read(events.contentAt(), events.contentEnd(), changes);
                }
            }
        }
    }

    private void read(int at, int end, LongQueue changes) {
        ByteBuffer buffer = page.bytes();
        if (end - at < bytes || Short.toUnsignedInt(buffer.getShort(at)) != number) {
            return;
        }
        record[0] = events.nanos();
        record[1] = buffer.getLong(at + socketAt);
        record[2] = (long) buffer.getInt(at + tidAt) << 32 | buffer.getInt(at + stateAt);
        record[3] = (long) Short.toUnsignedInt(buffer.getShort(at + localPortAt)) << 16
                | Short.toUnsignedInt(buffer.getShort(at + remotePortAt));
        record[4] = bigEndian(buffer, at + localAt);
        record[5] = bigEndian(buffer, at + localAt + Long.BYTES);
        record[6] = bigEndian(buffer, at + remoteAt);
        record[7] = bigEndian(buffer, at + remoteAt + Long.BYTES);
        changes.add(record);
    }

    private static long bigEndian(ByteBuffer buffer, int at) {
        long value = buffer.getLong(at);
        return buffer.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
    }

    /** What a record of the queue tells. */
    static Connects.Change change(long[] record) {
        Connection connection = new Connection(record[4], record[5], record[6], record[7], (int) (record[3] >>> 16),
                (int) (record[3] & 0xFFFF));
        return new Connects.Change(record[0], record[1], (int) (record[2] >> 32), (int) record[2], connection);
    }

    /** Ends tracing, and removes every trace of it. */
    @Override
    public void close() {
        for (int descriptor : processors) {
            LibC.close(descriptor);
        }
        processors.clear();
        try {
            remove(instance);
        } catch (IOException e) {
            // The next exporter will try again; there is nobody left to tell.
        }
        LibC.close(root);
        page.close();
    }
}
