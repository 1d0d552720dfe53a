package io.darwinexporter.internal.darwin.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/**
 * Datagrams built by hand, each of their beginnings, and noise.
 */
class StatisticsMessagesTest {

    private final StatisticsMessages messages = new StatisticsMessages();

    private static Datagram several() {
        return new Datagram().success(7, 2).error(8, 55).unknown(10001, 32).update(0x1_0000_0001L, 700, 1_500, 2_500)
                .update(2, 4, 701, 280, 3, 4).counts(3, 5, 6).removed(4, 8);
    }

    private static int pidOf(int provider, int descriptor) {
        return pidOf(provider, descriptor, 700);
    }

    private static int pidOf(int provider, int descriptor, int pid) {
        StatisticsMessages messages = new StatisticsMessages();
        Datagram datagram = new Datagram().update(1, provider, pid, descriptor, 0, 0);
        messages.wrap(datagram.cutAt(datagram.length()), datagram.length());
        assertThat(messages.next()).isTrue();
        return messages.ownerPid();
    }

    @Test
    void messagesOfADatagramAreReadOneAfterTheOther() {
        messages.wrap(several().bytes(), several().length());

        assertThat(messages.next()).isTrue();
        assertThat(messages.type()).isEqualTo(StatisticsMessages.SUCCESS);
        assertThat(messages.context()).isEqualTo(7);
        assertThat(messages.hasFlag(StatisticsMessages.FLAG_CONTINUATION)).isTrue();
        assertThat(messages.next()).isTrue();
        assertThat(messages.type()).isEqualTo(StatisticsMessages.ERROR);
        assertThat(messages.error()).isEqualTo(55);
        assertThat(messages.next()).isTrue();
        assertThat(messages.next()).isTrue();
        assertThat(messages.source()).isEqualTo(0x1_0000_0001L);
        assertThat(messages.receivedBytes()).isEqualTo(1_500);
        assertThat(messages.receivedPackets()).isEqualTo(1);
        assertThat(messages.sentBytes()).isEqualTo(2_500);
        assertThat(messages.sentPackets()).isEqualTo(2);
        assertThat(messages.ownerPid()).isEqualTo(700);
        assertThat(messages.ownerUniqueId()).isEqualTo(1_000_700);
        assertThat(messages.next()).isTrue();
        assertThat(messages.ownerPid()).isEqualTo(701);
        assertThat(messages.next()).isTrue();
        assertThat(messages.type()).isEqualTo(StatisticsMessages.SRC_COUNTS);
        assertThat(messages.sentBytes()).isEqualTo(6);
        assertThat(messages.next()).isTrue();
        assertThat(messages.type()).isEqualTo(StatisticsMessages.SRC_REMOVED);
        assertThat(messages.hasFlag(StatisticsMessages.FLAG_CLOSED_AFTER_DROP)).isTrue();
        assertThat(messages.next()).isFalse();
        assertThat(messages.isMalformed()).isFalse();
    }

    @Test
    void everyBeginningOfADatagramEndsWhereItIsCut() {
        Datagram whole = several();
        List<Integer> ends = new ArrayList<>(List.of(0, 16, 64, 96, 592, 1_024, 1_168, 1_192));
        for (int length = 0; length <= whole.length(); length++) {
            messages.wrap(whole.cutAt(length), length);
            int read = 0;
            while (messages.next()) {
                read++;
            }
            boolean atEnd = ends.contains(length);
            assertThat(messages.isMalformed()).as("length " + length).isEqualTo(!atEnd);
            int before = length;
            assertThat(read).isEqualTo((int) ends.stream().filter(end -> end > 0 && end <= before).count());
        }
    }

    @Test
    void aLengthThatCannotBeEndsTheDatagram() {
        for (int length : new int[] { 0, 1, 15, 23, 65_535 }) {
            Datagram datagram = new Datagram().removed(1, 0).removed(2, 0);
            datagram.bytes().putShort(12, (short) length);
            messages.wrap(datagram.bytes(), datagram.length());
            assertThat(messages.next()).as("length " + length).isFalse();
            assertThat(messages.isMalformed()).isTrue();
        }
    }

    @Test
    void descriptorsAreToldApartByTheirLength() {
        for (int provider : new int[] { 2, 3 }) {
            assertThat(pidOf(provider, 304)).isEqualTo(700);
            assertThat(pidOf(provider, 336)).isEqualTo(700);
            assertThat(pidOf(provider, 344)).isEqualTo(700);
            assertThat(pidOf(provider, 352)).isEqualTo(700);
            assertThat(pidOf(provider, 280)).isNegative();
            assertThat(pidOf(provider, 320)).isNegative();
        }
        for (int provider : new int[] { 4, 5 }) {
            assertThat(pidOf(provider, 256)).isEqualTo(700);
            assertThat(pidOf(provider, 272)).isEqualTo(700);
            assertThat(pidOf(provider, 280)).isEqualTo(700);
            assertThat(pidOf(provider, 4_096)).isEqualTo(700);
            assertThat(pidOf(provider, 264)).isNegative();
            assertThat(pidOf(provider, 0)).isNegative();
        }
        assertThat(pidOf(8, 344)).isNegative();
        assertThat(pidOf(10, 4_096)).isNegative();
    }

    @Test
    void aLongerDescriptorMustNameAProcess() {
        assertThat(longerWith("")).isNegative();
        assertThat(longerWith("bad\u0001")).isNegative();
        assertThat(longerWith("bad\u007f")).isNegative();
        assertThat(longerWith("x".repeat(64))).isNegative();
        assertThat(longerWith("x".repeat(63))).isEqualTo(700);
        assertThat(longerWith("caf\u00e9")).isEqualTo(700);
    }

    @Test
    void theKernelIsAProcessUnlessTheDescriptorIsLonger() {
        assertThat(new int[] { pidOf(2, 344, 0), pidOf(2, 352, 0) }).containsExactly(0, -1);
    }

    private int longerWith(String name) {
        Datagram datagram = new Datagram().update(1, 2, 700, 400, 0, 0);
        for (int i = 0; i < 64; i++) {
            datagram.bytes().put(152 + 196 + i, i < name.length() ? (byte) name.charAt(i) : 0);
        }
        messages.wrap(datagram.bytes(), datagram.length());
        assertThat(messages.next()).isTrue();
        return messages.ownerPid();
    }

    @Test
    void noiseIsReadWithoutHarm() {
        Random random = new Random(42);
        TrafficAccounts accounts = new TrafficAccounts();
        accounts.settle();
        int[] types = { 0, 1, 10002, 10004, 10006, 10007, 77 };
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(1_200)];
            random.nextBytes(noise);
            ByteBuffer bytes = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + 160 < noise.length; at += 160 + random.nextInt(400)) {
                // Not all noise: else no message would ever be of a known type.
                bytes.putInt(at + 8, types[random.nextInt(types.length)]).putShort(at + 12, (short) random.nextInt(700));
                bytes.putInt(at + 144, random.nextInt(12));
            }
            messages.wrap(bytes, noise.length);
            int read = 0;
            while (messages.next()) {
                accounts.take(messages);
                read++;
            }
            assertThat(read).isLessThanOrEqualTo(noise.length / 16);
        }
        assertThat(accounts.sources()).isPositive();
        assertThat(accounts.takeMalformed()).isPositive();
    }
}
