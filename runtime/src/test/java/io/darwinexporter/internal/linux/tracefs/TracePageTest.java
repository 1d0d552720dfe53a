package io.darwinexporter.internal.linux.tracefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** On a page of a little-endian kernel: two connections that are opened and one that is refused, all by process 12890. */
class TracePageTest {

    private static final long FIRST_NANOS = 4_862_520_630_736L;
    private static final int NUMBER = 2287;

    private final TracePage page = new TracePage();

    private static byte[] fixture(String name) throws IOException {
        try (InputStream file = TracePageTest.class.getResourceAsStream("/fixtures/linux/network/" + name)) {
            return file.readAllBytes();
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private List<String> read(ByteBuffer buffer, int length) {
        List<String> events = new ArrayList<>();
        page.wrap(buffer, length);
        while (page.next()) {
            int at = page.contentAt();
            events.add((page.nanos() - FIRST_NANOS) + " " + buffer.getShort(at) + " " + buffer.getInt(at + 4) + " "
                    + buffer.getInt(at + 20) + " " + buffer.getShort(at + 26));
        }
        return events;
    }

    @Test
    void eventsHaveTimesAndContent() throws IOException {
        byte[] bytes = fixture("trace-page.bin");
        List<String> events = read(buffer(bytes), bytes.length);
        assertThat(events).hasSize(6);
        assertThat(events.get(0)).isEqualTo("0 2287 12890 2 " + (short) 39437);
        assertThat(events.get(1)).isEqualTo("48002 2287 12890 1 " + (short) 39437);
        assertThat(events.get(2)).endsWith(" 2287 12890 2 " + (short) 34925);
        assertThat(Long.parseLong(events.get(2).split(" ")[0])).isBetween(300_000_000L, 310_000_000L);
        assertThat(events.get(5)).endsWith(" 2287 12890 7 1");
    }

    @Test
    void everyPrefixHasTheEventsThatAreWhole() throws IOException {
        byte[] bytes = fixture("trace-page.bin");
        List<String> whole = read(buffer(bytes), bytes.length);
        int complete = 0;
        for (int length = 0; length < bytes.length; length++) {
            List<String> found = read(buffer(bytes), length);
            assertThat(found).isEqualTo(whole.subList(0, found.size()));
            assertThat(found.size()).isGreaterThanOrEqualTo(complete);
            complete = found.size();
        }
        assertThat(complete).isEqualTo(whole.size() - 1);
    }

    @Test
    void paddingLongEventsAndAbsoluteTimesAreUnderstood() {
        ByteBuffer bytes = buffer(new byte[256]);
        bytes.putLong(0, 1000).putLong(8, 5L << 32);
        int at = 16;
        at = put(bytes, at, 29, 7, 8);
        at = put(bytes, at + 4, 31, 5, 2);
        bytes.putInt(at, 3 << 5).putInt(at + 4, 12).putInt(at + 8, 4711);
        at += 16;
        at = put(bytes, at, 29, 0, 0);
        bytes.putLong(8, at - 16);
        page.wrap(bytes, 256);
        assertThat(page.next()).isTrue();
        assertThat(page.nanos()).isEqualTo((2L << 27) + 5 + 3);
        assertThat(bytes.getInt(page.contentAt())).isEqualTo(4711);
        assertThat(page.contentEnd() - page.contentAt()).isEqualTo(8);
        assertThat(page.next()).isFalse();
    }

    private static int put(ByteBuffer bytes, int at, int type, int time, int word) {
        bytes.putInt(at, type | time << 5).putInt(at + 4, word);
        return at + 8;
    }

    @Test
    void garbageNeitherThrowsNorLoops() throws IOException {
        byte[] bytes = fixture("trace-page.bin");
        for (int seed = 0; seed < 2000; seed++) {
            byte[] broken = bytes.clone();
            Random random = new Random(seed);
            for (int i = 0; i < 5; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            int events = 0;
            page.wrap(buffer(broken), broken.length);
            while (page.next()) {
                assertThat(page.contentEnd()).isLessThanOrEqualTo(broken.length);
                events++;
            }
            assertThat(events).isLessThan(broken.length);
        }
    }

    @Test
    void fieldsAreWhereTheFormatSays() throws IOException {
        TraceEventFormat format = new TraceEventFormat(
                new String(fixture("inet_sock_set_state.format"), java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(format.number()).isEqualTo(NUMBER);
        assertThat(format.offset("common_pid", 4)).isEqualTo(4);
        assertThat(format.offset("skaddr", 8)).isEqualTo(8);
        assertThat(format.offset("newstate", 4)).isEqualTo(20);
        assertThat(format.offset("sport", 2)).isEqualTo(24);
        assertThat(format.offset("daddr_v6[16]", 16)).isEqualTo(56);
        assertThat(format.offset("sport", 4)).as("of another size").isEqualTo(-1);
        assertThat(format.offset("port", 2)).isEqualTo(-1);
        assertThat(new TraceEventFormat("").number()).isEqualTo(-1);
        assertThat(new TraceEventFormat("ID: x").number()).isEqualTo(-1);
        assertThat(new TraceEventFormat("\tfield:int skaddr;").offset("skaddr", 8)).isEqualTo(-1);
    }
}
