package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SourceSettings;

/** What processes send and receive over loopback, from the kernel up to the counters of their groups. */
@EnabledOnOs(OS.LINUX)
class LiveNetworkTest {

    private static final long MIB = 1024 * 1024;
    private static final long KIB = 1024;
    /** Two numbers at the beginning of each connection. */
    private static final long WISH = 16;
    private static final int REUSE_ATTEMPTS = 200;

    private SharedCollection collection;
    private List<String> missing;

    @BeforeEach
    void open() {
        open(true);
    }

    private void open(boolean traceConnects) {
        LinuxProcessSource source = LinuxProcessSource.open(
                new SourceSettings(EnumSet.allOf(MeasureKind.class), Set.of(), false),
                new LinuxSettings(Path.of("/proc"), true, traceConnects, Savings.defaults()));
        missing = source.description().missing();
        collection = new SharedCollection(new CollectionCycle(source, ProcessFilter.ALL,
                new ConfiguredGrouping(true, false, false), new GroupSettings(Duration.ZERO, Duration.ofHours(1))),
                Duration.ZERO);
    }

    @AfterEach
    void close() {
        collection.close();
    }

    private void collect() throws InterruptedException {
        // What is told of destroyed sockets passes through a work queue of the kernel.
        Thread.sleep(20);
        collection.collect();
    }

    private long value(String group, Measure measure) {
        return collection.latest(result -> {
            for (int i = 0; i < result.groups().size(); i++) {
                Group candidate = result.groups().group(i);
                if (candidate.labels().groupName().equals(group)) {
                    return candidate.has(measure) ? candidate.value(measure) : -1;
                }
            }
            return -1L;
        });
    }

    private <T> T ask(SharedCollection.Reader<T> reader) {
        return collection.latest(reader);
    }

    private long lost() {
        return ask(result -> result.report().lostNetworkUpdates());
    }

    private boolean tracesConnects() {
        return missing.stream().noneMatch(text -> text.contains("side that accepts"));
    }

    private void assertReceived(String group, long bytes, double share) {
        assertThat(value(group, Measure.NET_RECEIVE_BYTES)).isCloseTo(bytes, within((long) (bytes * share) + 2));
    }

    private void assertSent(String group, long bytes, double share) {
        assertThat(value(group, Measure.NET_TRANSMIT_BYTES)).isCloseTo(bytes, within((long) (bytes * share) + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = { "4 4", "6 6", "mapped 4" })
    void bytesAreRightWhileRunningAndAfterBothClosed(String families) throws Exception {
        String[] family = families.split(" ");
        collect();
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", family[0], "0")) {
            String port = server.line();
            try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", family[1], port, "1", "" + 20 * MIB,
                    "" + 10 * MIB, "hold")) {
                client.line();
                collect();
                assertExchanged();
                client.finish();
            }
            collect();
            assertExchanged();
        }
        collect();
        assertExchanged();
    }

    private void assertExchanged() {
        assertSent(Traffic.CLIENT, 20 * MIB + WISH, 0.01);
        assertReceived(Traffic.CLIENT, 10 * MIB, 0.01);
        assertReceived(Traffic.SERVER, 20 * MIB + WISH, 0.01);
        assertSent(Traffic.SERVER, 10 * MIB, 0.01);
        assertThat(value(Traffic.CLIENT, Measure.NET_TRANSMIT_PACKETS)).isBetween(20 * MIB / 65_536, 20 * MIB / 1_000);
        assertThat(value(Traffic.SERVER, Measure.NET_RECEIVE_PACKETS)).isBetween(20 * MIB / 65_536, 20 * MIB / 1_000);
    }

    @Test
    void shortConnectionsOfListedProcessesAreCredited() throws Exception {
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", "4", "0")) {
            String port = server.line();
            collect();
            try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", "4", port, "200", "" + 10 * KIB, "100")) {
                client.line();
                collect();
                assertReceived(Traffic.SERVER, 200 * (10 * KIB + WISH), 0.05);
                assertSent(Traffic.SERVER, 200 * 100, 0.05);
                if (tracesConnects()) {
                    assertSent(Traffic.CLIENT, 200 * (10 * KIB + WISH), 0.05);
                    assertReceived(Traffic.CLIENT, 200 * 100, 0.05);
                }
            }
        }
    }

    @Test
    void shortConnectionsWhoseOpenerIsNotTracedAreLostOneByOne() throws Exception {
        close();
        open(false);
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", "4", "0")) {
            String port = server.line();
            collect();
            long before = lost();
            try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", "4", port, "200", "" + 10 * KIB, "100")) {
                client.line();
                collect();
                assertReceived(Traffic.SERVER, 200 * (10 * KIB + WISH), 0.05);
                assertThat(value(Traffic.CLIENT, Measure.NET_TRANSMIT_BYTES)).isZero();
                // Other programs of the host may lose some, too.
                assertThat(lost() - before).isGreaterThanOrEqualTo(200);
            }
        }
    }

    @Test
    void shortConnectionsOfAProcessThatNoListingHadAreCredited() throws Exception {
        Assumptions.assumeTrue(tracesConnects(), "connects are not traced: " + missing);
        Assumptions.assumeTrue(missing.stream().noneMatch(text -> text.contains("short-lived")), missing.toString());
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", "4", "0")) {
            String port = server.line();
            collect();
            try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", "4", port, "50", "" + 10 * KIB, "100")) {
                client.line();
                client.finish();
            }
            collect();
            assertReceived(Traffic.SERVER, 50 * (10 * KIB + WISH), 0.01);
            assertSent(Traffic.CLIENT, 50 * (10 * KIB + WISH), 0.01);
        }
    }

    /** The kernel remembers such a connection without its counters, in a state that other sockets are in, too. */
    @Test
    void aConnectionThatOnlyOneSideHasClosedIsNoHindrance() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket closed = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket open = listener.accept()) {
            closed.close();
            Thread.sleep(20);
            close();
            open();
            assertThat(missing).noneMatch(text -> text.contains("4.1"));
            collect();
            assertThat(open.isClosed()).isFalse();
            assertThat(collection.<Boolean> latest(result -> result.report().hasSockets())).isTrue();
        }
    }

    @Test
    void idleConnectionsAddNothing() throws Exception {
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", "4", "0")) {
            String port = server.line();
            try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", "4", port, "30", "1000", "1000", "hold")) {
                client.line();
                collect();
                long sockets = ask(result -> result.report().sockets());
                assertThat(sockets).isGreaterThanOrEqualTo(60);
                for (int i = 0; i < 10; i++) {
                    collect();
                }
                for (String group : List.of(Traffic.SERVER, Traffic.CLIENT)) {
                    assertThat(value(group, Measure.NET_RECEIVE_BYTES)).isZero();
                    assertThat(value(group, Measure.NET_TRANSMIT_BYTES)).isZero();
                    assertThat(value(group, Measure.NET_RECEIVE_PACKETS)).isZero();
                    assertThat(value(group, Measure.NET_TRANSMIT_PACKETS)).isZero();
                }
            }
        }
    }

    @Test
    void aServerOfForkedWorkersIsCreditedOnce() throws Exception {
        collect();
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", "4", "4")) {
            String port = server.line();
            collect();
            try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", "4", port, "3", "" + MIB, "" + MIB, "hold");
                    Traffic other = Traffic.start(Traffic.CLIENT, "connect", "4", port, "40", "" + 10 * KIB, "10")) {
                client.line();
                collect();
                other.line();
                collect();
                assertReceived(Traffic.SERVER, 3 * MIB + 400 * KIB + 43 * WISH, 0.01);
                assertSent(Traffic.SERVER, 3 * MIB + 400, 0.01);
                client.finish();
                collect();
            }
        }
        collect();
        assertReceived(Traffic.SERVER, 3 * MIB + 400 * KIB + 43 * WISH, 0.01);
    }

    @Test
    void aConnectionThatIsHandedToAChildIsCreditedOnce() throws Exception {
        collect();
        try (Traffic server = Traffic.start(Traffic.SERVER, "fork-serve", "4")) {
            String port = server.line();
            collect();
            for (int i = 0; i < 3; i++) {
                try (Traffic client = Traffic.start(Traffic.CLIENT, "connect", "4", port, "1", "" + MIB, "1000", "hold")) {
                    client.line();
                    collect();
                    client.finish();
                }
                collect();
            }
            assertReceived(Traffic.SERVER, 3 * (MIB + WISH), 0.01);
            assertSent(Traffic.CLIENT, 3 * (MIB + WISH), 0.01);
        }
    }

    @Test
    void connectionsInAnotherNamespaceAreCredited() throws Exception {
        Assumptions.assumeTrue(missing.stream().noneMatch(text -> text.contains("other network namespaces")),
                missing.toString());
        collect();
        Path script = Traffic.program(Traffic.SERVER).resolveSibling("both.sh");
        Files.writeString(script, """
                ip link set lo up
                mkfifo "$1"
                %s serve 4 0 > "$1" &
                read port < "$1"
                rm "$1"
                exec %s connect 4 $port 1 %d 1000 hold
                """.formatted(Traffic.program(Traffic.SERVER), Traffic.program(Traffic.CLIENT), 5 * MIB));
        Process process = new ProcessBuilder("unshare", "-n", "sh", script.toString(),
                script.resolveSibling("fifo" + System.nanoTime()).toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII)).readLine();
            Assumptions.assumeTrue("done".equals(line), "no network namespace could be made");
            collect();
            assertSent(Traffic.CLIENT, 5 * MIB + WISH, 0.01);
            assertReceived(Traffic.SERVER, 5 * MIB + WISH, 0.01);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aReusedPidInheritsNothing() throws Exception {
        Path lastPid = Path.of("/proc/sys/kernel/ns_last_pid");
        Assumptions.assumeTrue(Files.isWritable(lastPid), lastPid + " cannot be written");
        try (Traffic server = Traffic.start(Traffic.SERVER, "serve", "4", "0")) {
            String port = server.line();
            collect();
            int pid;
            try (Traffic first = Traffic.start(Traffic.CLIENT, "connect", "4", port, "1", "" + MIB, "0", "hold")) {
                first.line();
                pid = first.pid();
                collect();
                first.finish();
            }
            try (Traffic second = startWithPid(lastPid, pid, port)) {
                second.line();
                collect();
                assertSent(Traffic.CLIENT, MIB + WISH, 0.01);
                assertSent(Traffic.OTHER_CLIENT, 1000 + WISH, 0.01);
                assertReceived(Traffic.SERVER, MIB + 1000 + 2 * WISH, 0.01);
            }
        }
    }

    /** Other programs of the host take pids, too: tries again until the wanted one was free. */
    private static Traffic startWithPid(Path lastPid, int pid, String port) throws Exception {
        for (int i = 0; i < REUSE_ATTEMPTS; i++) {
            Files.writeString(lastPid, Integer.toString(pid - 1));
            Traffic traffic = Traffic.start(Traffic.OTHER_CLIENT, "connect", "4", port, "1", "1000", "0", "hold");
            if (traffic.pid() == pid) {
                return traffic;
            }
            traffic.close();
        }
        return Assumptions.abort("pid " + pid + " was not to be had again");
    }

    @Test
    void whatIsNotWantedCostsNothing() {
        close();
        EnumSet<MeasureKind> kinds = EnumSet.allOf(MeasureKind.class);
        kinds.remove(MeasureKind.NETWORK);
        try (LinuxProcessSource source = LinuxProcessSource.open(new SourceSettings(kinds, Set.of(), false),
                LinuxSettings.defaults())) {
            assertThat(source.description().supported()).noneMatch(measure -> measure.kind() == MeasureKind.NETWORK);
            assertThat(source.description().missing()).noneMatch(text -> text.contains("network"));
            assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                    .doesNotContain("darwin-exporter-sockets");
        } finally {
            open();
        }
    }
}
