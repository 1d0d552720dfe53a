package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.exposition.ExpositionFormat.TEXT;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;

/** Who holds a body has it unchanged, however many collections go by; who has given it back has it written over. */
class ResponseBodyTest {

    private static final int COLLECTIONS = 200;
    private static final int READERS = 8;
    private static final int GROUPS = 50;

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void bodiesAreUsedAgainWhenAllHaveGivenThemBack(boolean gzip) {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            Set<ResponseBody> bodies = new HashSet<>();
            for (int i = 0; i < COLLECTIONS; i++) {
                collect(scenario, i);
                ResponseBody one = scenario.held(TEXT, gzip);
                ResponseBody same = scenario.held(TEXT, gzip);
                bodies.add(one);
                one.release();
                same.release();
            }
            assertThat(bodies).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void bodiesThatAreHeldDoNotChange(boolean gzip) {
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            List<ResponseBody> held = new ArrayList<>();
            List<byte[]> copies = new ArrayList<>();
            for (int i = 0; i < COLLECTIONS; i++) {
                collect(scenario, i);
                ResponseBody body = scenario.held(TEXT, gzip);
                held.add(body);
                copies.add(copy(body));
            }
            assertThat(new HashSet<>(held)).hasSize(COLLECTIONS);
            for (int i = 0; i < COLLECTIONS; i++) {
                assertThat(copy(held.get(i))).isEqualTo(copies.get(i));
            }
        }
    }

    @Test
    void readersOfAnySpeedSeeOneCollection() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            List<Future<String>> seen = new ArrayList<>();
            for (int i = 0; i < COLLECTIONS; i++) {
                collect(scenario, i);
                for (int reader = 0; reader < READERS; reader++) {
                    ResponseBody body = scenario.held(TEXT, false);
                    int pauseMillis = reader % 4 * i % 3;
                    seen.add(readers.submit(() -> readInParts(body, pauseMillis)));
                }
            }
            for (int i = 0; i < seen.size(); i++) {
                String value = " " + i / READERS;
                assertThat(seen.get(i).get().lines().filter(line -> line.startsWith("process_memory_rss_bytes{")))
                        .hasSize(GROUPS).allMatch(line -> line.endsWith(value));
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static String readInParts(ResponseBody body, int pauseMillis) throws InterruptedException {
        byte[] read = new byte[body.length()];
        int parts = 4;
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) read.length * part / parts);
            int to = (int) ((long) read.length * (part + 1) / parts);
            System.arraycopy(body.bytes(), from, read, from, to - from);
            Thread.sleep(pauseMillis);
        }
        body.release();
        return new String(read, UTF_8);
    }

    /** Groups that all have the number of the collection for a value. */
    private static void collect(Scenario scenario, int number) {
        FakeProcess[] processes = new FakeProcess[GROUPS];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = process(1 + i, 0).name("group-" + i).with(Measure.RESIDENT_BYTES, number);
        }
        scenario.collect(number, processes);
    }

    private static byte[] copy(ResponseBody body) {
        return Arrays.copyOf(body.bytes(), body.length());
    }

    @Test
    void givingBackTwiceIsAMistake() {
        ResponseBody body = ResponseBody.of(new byte[] { 1 });
        body.release();

        assertThatIllegalStateException().isThrownBy(body::release);
    }
}
