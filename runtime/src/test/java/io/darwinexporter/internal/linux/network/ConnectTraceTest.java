package io.darwinexporter.internal.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.linux.network.binding.NetworkCalls;

/** What this kernel traces of the connections of this test. */
@EnabledOnOs(OS.LINUX)
class ConnectTraceTest {

    /** A pid that no process can have. */
    private static final int NOBODY = (1 << 22) + 1;

    private Path instances;

    @BeforeEach
    void findInstances() {
        NetworkCalls.load();
        int root;
        try (NativeBuffer name = new NativeBuffer(8)) {
            name.bytes().put(0, "tracefs\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            root = NetworkCalls.mountUnseen(name.address(0));
        }
        Assumptions.assumeTrue(root >= 0, "tracefs may not be mounted here");
        instances = Path.of("/proc/self/fd/" + root + "/instances");
    }

    private List<String> ownInstances() throws IOException {
        try (Stream<Path> found = Files.list(instances)) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("darwin-exporter-" + LibC.getpid() + "-")).toList();
        }
    }

    private static List<Connects.Change> read(ConnectTrace trace) {
        LongQueue queue = new LongQueue(ConnectTrace.RECORD, 100_000);
        trace.read(queue);
        List<Connects.Change> changes = new ArrayList<>();
        long[] record = new long[ConnectTrace.RECORD];
        while (queue.take(record)) {
            changes.add(ConnectTrace.change(record));
        }
        return changes;
    }

    @Test
    void tellsTheAttemptAndTheAnswer() throws Exception {
        try (ConnectTrace trace = ConnectTrace.open();
                ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            List<Connects.Change> changes = read(trace);
            Connects.Change answer = changes.stream().filter(change -> change.state() == 1
                    && change.connection().localPort() == socket.getLocalPort()).findFirst().orElseThrow();
            assertThat(answer.connection()).isEqualTo(new Connection(0, FakeHost.LOOPBACK, 0, FakeHost.LOOPBACK,
                    socket.getLocalPort(), listener.getLocalPort()));
            assertThat(changes).anySatisfy(change -> {
                assertThat(change.socket()).isEqualTo(answer.socket());
                assertThat(change.state()).isEqualTo(2);
                assertThat(change.nanos()).isLessThanOrEqualTo(answer.nanos());
                assertThat(Files.exists(Path.of("/proc/self/task/" + change.tid()))).isTrue();
            });
        }
    }

    @Test
    void nothingIsLeftOfIt() throws Exception {
        List<String> before = ownInstances();
        try (ConnectTrace one = ConnectTrace.open(); ConnectTrace two = ConnectTrace.open()) {
            assertThat(ownInstances()).hasSize(before.size() + 2);
            assertThat(read(one)).isNotNull();
            assertThat(read(two)).isNotNull();
        }
        assertThat(ownInstances()).isEqualTo(before);
    }

    @Test
    void whatKilledExportersLeftIsRemoved() throws Exception {
        Path left = Files.createDirectory(instances.resolve("darwin-exporter-" + NOBODY + "-1-0"));
        Path ofAnother = Files.createDirectory(instances.resolve("darwin-exporter-1-1-0"));
        try (ConnectTrace trace = ConnectTrace.open()) {
            assertThat(left).doesNotExist();
            assertThat(ofAnother).exists();
            assertThat(read(trace)).isNotNull();
        } finally {
            Files.deleteIfExists(ofAnother);
        }
    }
}
