package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.CollectionResult;
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

    private SharedCollection collection;
    private List<String> missing;

    @BeforeEach
    void open() {
        LinuxProcessSource source = LinuxProcessSource.open(
                new SourceSettings(EnumSet.allOf(MeasureKind.class), false, false), LinuxSettings.defaults());
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
            assertThat(ask(CollectionResult::report).lostNetworkUpdates()).isZero();
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
                } else {
                    assertThat(lost()).isBetween(190L, 210L);
                }
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
            collect();
            assertThat(lost()).isZero();
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
        collect();
        assertThat(lost()).isZero();
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
            assertThat(lost()).isZero();
        }
    }

    @Test
    void connectionsInAnotherNamespaceAreCredited() throws Exception {
        Assumptions.assumeTrue(missing.stream().noneMatch(text -> text.contains("other network namespaces")),
                missing.toString());
        collect();
        String both = Traffic.program(Traffic.SERVER) + " serve 4 0 & read port; exec "
                + Traffic.program(Traffic.CLIENT) + " connect 4 $port 1 " + 5 * MIB + " 1000 hold";
        Path script = Traffic.program(Traffic.SERVER).resolveSibling("both.sh");
        java.nio.file.Files.writeString(script, "ip link set lo up\nmkfifo \"$1\"\n"
                + Traffic.program(Traffic.SERVER) + " serve 4 0 > \"$1\" &\nread port < \"$1\"\nrm \"$1\"\nexec "
                + Traffic.program(Traffic.CLIENT) + " connect 4 $port 1 " + 5 * MIB + " 1000 hold\n");
        assertThat(both).isNotEmpty();
        Process process = new ProcessBuilder("unshare", "-n", "sh", script.toString(),
                script.resolveSibling("fifo" + System.nanoTime()).toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = process.inputReader().readLine();
            Assumptions.assumeTrue("done".equals(line), "no namespace could be made");
            collect();
            assertSent(Traffic.CLIENT, 5 * MIB + WISH, 0.01);
            assertReceived(Traffic.SERVER, 5 * MIB + WISH, 0.01);
        } finally {
            process.destroyForcibly().waitFor();
        }
        collect();
        assertThat(lost()).isZero();
    }
}
