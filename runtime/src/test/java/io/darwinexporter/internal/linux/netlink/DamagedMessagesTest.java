package io.darwinexporter.internal.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Datagrams of any content: decoders come to an end, and stay within the bytes that were received. */
class DamagedMessagesTest {

    private static final int ROUNDS = 60_000;
    private static final int FAMILY = 30;
    private static final int[] TELLING = { 0, -1, 1, 4, 16, 20, 72, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10000 };

    private final Random random = new Random(20261123);

    /** A datagram with changed lengths, types and bytes, in a buffer that ends where it does. */
    private ByteBuffer damaged(byte[] datagram) {
        byte[] bytes = Arrays.copyOf(datagram, random.nextInt(4) == 0 ? random.nextInt(datagram.length + 1) : datagram.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int changes = random.nextInt(8); changes > 0 && bytes.length >= Long.BYTES; changes--) {
            int word = random.nextInt(bytes.length / 4) * 4;
            if (random.nextBoolean()) {
                buffer.putInt(word, TELLING[random.nextInt(TELLING.length)]);
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return buffer;
    }

    @Test
    void socketsOfADamagedDumpLieWithinIt() throws IOException {
        byte[] dump = InetDiagMessageTest.fixture("dump.bin").array();
        NetlinkMessages messages = new NetlinkMessages();
        InetDiagMessage message = new InetDiagMessage();
        int sockets = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer buffer = damaged(dump);
            messages.wrap(buffer, buffer.capacity());
            int before = -1;
            while (messages.next()) {
                assertThat(messages.contentAt()).isGreaterThan(before);
                assertThat(messages.end()).isBetween(messages.contentAt(), buffer.capacity());
                before = messages.contentAt();
                messages.isInterrupted();
                messages.error();
                if (message.wrap(messages)) {
                    sockets++;
                    read(message);
                }
            }
        }
        assertThat(sockets).isGreaterThan(ROUNDS);
    }

    private static void read(InetDiagMessage message) {
        assertThat(message.localPort()).isBetween(0, 0xFFFF);
        assertThat(message.remotePort()).isBetween(0, 0xFFFF);
        message.localHigh();
        message.localLow();
        message.remoteHigh();
        message.remoteLow();
        message.cookie();
        message.inode();
        assertThat(message.userId()).isNotNegative();
        TcpInfo info = message.info();
        if (info.hasBytes()) {
            info.receivedBytes();
            info.sentBytes();
            info.retransmits();
        }
        if (info.hasSegments()) {
            info.segmentsIn();
            info.segmentsOut();
        }
    }

    @Test
    void statisticsOfADamagedMessageLieWithinIt() {
        byte[] news = newsOfAnEnd();
        TaskstatsMessage message = new TaskstatsMessage();
        int tasks = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuffer buffer = damaged(news);
            if (message.wrap(buffer, buffer.capacity(), FAMILY)) {
                if (message.hasTask()) {
                    tasks++;
                    read(message.task());
                }
                if (message.hasProcess()) {
                    read(message.process());
                }
            }
        }
        assertThat(tasks).isBetween(ROUNDS / 10, ROUNDS);
    }

    /** With an attribute for the task, in it its number and its statistics. */
    private static byte[] newsOfAnEnd() {
        int statistics = 400;
        ByteBuffer message = ByteBuffer.allocate(20 + 4 + 8 + 4 + statistics).order(ByteOrder.LITTLE_ENDIAN);
        message.putInt(message.capacity()).putShort((short) FAMILY).position(20);
        message.putShort((short) (4 + 8 + 4 + statistics)).putShort((short) 4);
        message.putShort((short) 8).putShort((short) 1).putInt(4711);
        message.putShort((short) (4 + statistics)).putShort((short) 3).putShort((short) 13);
        return message.array();
    }

    private static void read(Taskstats statistics) {
        assertThat(statistics.command()).hasSizeLessThanOrEqualTo(32);
        statistics.runNanos();
        statistics.contextSwitches();
        assertThat(statistics.userId()).isNotNegative();
        if (statistics.tellsProcessEnds()) {
            statistics.isEndOfProcess();
            statistics.processId();
            statistics.processElapsedNanos();
            statistics.isKernelThread();
        }
    }
}
