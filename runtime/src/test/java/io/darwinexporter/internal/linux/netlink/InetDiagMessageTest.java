package io.darwinexporter.internal.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** On messages of a little-endian kernel. */
class InetDiagMessageTest {

    private static final long MAPPED_LOOPBACK = 0xFFFF_7F00_0001L;
    private static final int INFO_LENGTH = 280;

    private final NetlinkMessages messages = new NetlinkMessages();
    private final InetDiagMessage message = new InetDiagMessage();

    static ByteBuffer fixture(String name) throws IOException {
        try (InputStream file = InetDiagMessageTest.class.getResourceAsStream("/fixtures/linux/network/" + name)) {
            return ByteBuffer.wrap(file.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private List<String> read(ByteBuffer buffer, int length) {
        List<String> sockets = new ArrayList<>();
        messages.wrap(buffer, length);
        while (messages.next()) {
            if (message.wrap(messages)) {
                TcpInfo info = message.info();
                sockets.add(message.state() + " " + message.localPort() + " " + message.remotePort() + " "
                        + Integer.toUnsignedString(message.inode()) + (info.hasBytes()
                                ? " " + info.receivedBytes() + " " + info.sentBytes()
                                : ""));
            }
        }
        return sockets;
    }

    @Test
    void dumpHasListenersAndBothEndsOfConnections() throws IOException {
        ByteBuffer dump = fixture("dump.bin");
        assertThat(read(dump, dump.capacity())).containsExactly("10 50593 0 4186276 0 0", "10 33583 0 4186273 0 0",
                "10 51551 0 4186270 0 0", "1 47602 50593 4186277 100 10240", "1 33583 50066 4186275 10240 100",
                "1 51551 57892 4186272 10240 100", "1 50593 47602 4186278 10240 100", "1 50066 33583 4186274 100 10240",
                "1 57892 51551 4186271 100 10240");
        assertThat(messages.isWhole()).isTrue();
    }

    @Test
    void newsOfADestroyedSocketHasCountsButNoInode() throws IOException {
        ByteBuffer news = fixture("destroyed.bin");
        messages.wrap(news, news.capacity());
        assertThat(messages.next()).isTrue();
        assertThat(message.wrap(messages)).isTrue();
        assertThat(message.state()).isEqualTo(InetDiagMessage.CLOSE);
        assertThat(message.localPort()).isEqualTo(47602);
        assertThat(message.remotePort()).isEqualTo(50593);
        assertThat(message.localHigh()).isZero();
        assertThat(message.localLow()).isEqualTo(MAPPED_LOOPBACK);
        assertThat(message.remoteLow()).isEqualTo(MAPPED_LOOPBACK);
        assertThat(message.cookie()).isEqualTo(0x20AA);
        assertThat(message.inode()).isZero();
        assertThat(message.userId()).isZero();
        TcpInfo info = message.info();
        assertThat(info.hasBytes()).isTrue();
        assertThat(info.sentBytes()).isEqualTo(10_240);
        assertThat(info.receivedBytes()).isBetween(100L, 101L);
        assertThat(info.hasSegments()).isTrue();
        assertThat(info.segmentsOut()).isEqualTo(1);
        assertThat(info.segmentsIn()).isEqualTo(1);
        assertThat(info.retransmits()).isZero();
        assertThat(messages.next()).isFalse();
    }

    @Test
    void connectionLooksTheSameFromASocketOfEitherFamily() throws IOException {
        ByteBuffer news = fixture("destroyed-mapped.bin");
        messages.wrap(news, news.capacity());
        messages.next();
        assertThat(message.wrap(messages)).isTrue();
        assertThat(message.localPort()).isEqualTo(50593);
        assertThat(message.localHigh()).isZero();
        assertThat(message.localLow()).isEqualTo(MAPPED_LOOPBACK);
        assertThat(message.remoteLow()).isEqualTo(MAPPED_LOOPBACK);
    }

    @Test
    void everyPrefixHasTheMessagesThatAreWhole() throws IOException {
        ByteBuffer dump = fixture("dump.bin");
        List<String> whole = read(dump, dump.capacity());
        int complete = 0;
        for (int length = 0; length < dump.capacity(); length++) {
            List<String> found = read(dump, length);
            assertThat(found).isEqualTo(whole.subList(0, found.size()));
            assertThat(found.size()).isGreaterThanOrEqualTo(complete);
            complete = found.size();
        }
        assertThat(complete).isEqualTo(whole.size() - 1);
    }

    @Test
    void messageThatIsCutWithinASocketIsNone() throws IOException {
        ByteBuffer news = fixture("destroyed.bin");
        for (int length = 16; length < news.capacity(); length++) {
            news.putInt(0, length);
            messages.wrap(news, length);
            assertThat(messages.next()).isTrue();
            boolean found = message.wrap(messages);
            assertThat(found).isEqualTo(length >= 16 + 72);
            if (found) {
                assertThat(message.info().hasBytes()).as("of %s bytes", length).isFalse();
            }
        }
    }

    @Test
    void olderKernelsTellLess() throws IOException {
        assertThat(infoOfLength(128).hasBytes()).isFalse();
        assertThat(infoOfLength(128).hasSegments()).isFalse();
        TcpInfo linux41 = infoOfLength(136);
        assertThat(linux41.hasBytes()).isTrue();
        assertThat(linux41.hasSegments()).isFalse();
        assertThat(linux41.receivedBytes()).isBetween(100L, 101L);
        TcpInfo linux46 = infoOfLength(160);
        assertThat(linux46.hasSegments()).isTrue();
        assertThat(infoOfLength(192).sentBytes()).as("what was acknowledged").isBetween(10_241L, 10_242L);
        assertThat(infoOfLength(216).sentBytes()).isEqualTo(10_240);
    }

    private TcpInfo infoOfLength(int length) throws IOException {
        ByteBuffer news = fixture("destroyed.bin");
        int at = 16 + 72 + 8;
        assertThat(news.getShort(at)).isEqualTo((short) (4 + INFO_LENGTH));
        news.putShort(at, (short) (4 + length));
        news.putInt(0, at + 4 + length);
        messages.wrap(news, at + 4 + length);
        messages.next();
        message.wrap(messages);
        return message.info();
    }

    @Test
    void whatIsLeftOfAClosedConnectionHasNoInfo() throws IOException {
        assertThat(infoOfLength(104).isPresent()).isTrue();
        ByteBuffer news = fixture("destroyed.bin");
        news.putInt(0, 16 + 72 + 8);
        messages.wrap(news, 16 + 72 + 8);
        messages.next();
        assertThat(message.wrap(messages)).isTrue();
        assertThat(message.info().isPresent()).isFalse();
        assertThat(message.info().hasBytes()).isFalse();
    }

    @Test
    void bytesSentAgainDoNotCount() throws IOException {
        ByteBuffer news = fixture("destroyed.bin");
        news.putLong(16 + 72 + 8 + 4 + 208, 240);
        news.putInt(16 + 72 + 8 + 4 + 100, 3);
        messages.wrap(news, news.capacity());
        messages.next();
        message.wrap(messages);
        assertThat(message.info().sentBytes()).isEqualTo(10_000);
        assertThat(message.info().retransmits()).isEqualTo(3);
    }

    @Test
    void endOfADumpAndErrorsAreTold() throws IOException {
        ByteBuffer end = fixture("dump-end.bin");
        messages.wrap(end, end.capacity());
        assertThat(messages.next()).isTrue();
        assertThat(messages.isDone()).isTrue();
        assertThat(messages.error()).isZero();
        assertThat(messages.sequence()).isEqualTo(77);
        end.putShort(4, (short) 2).putInt(16, -2).putShort(6, (short) 0x10);
        messages.wrap(end, end.capacity());
        messages.next();
        assertThat(messages.isError()).isTrue();
        assertThat(messages.error()).isEqualTo(2);
        assertThat(messages.isInterrupted()).isTrue();
        assertThat(message.wrap(messages)).isFalse();
    }

    @Test
    void garbageEndsTheMessages() {
        ByteBuffer garbage = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int length : new int[] { 0, 1, 15, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 65 }) {
            garbage.putInt(0, length);
            messages.wrap(garbage, 64);
            assertThat(messages.next()).as("length %s", length).isFalse();
            assertThat(messages.isWhole()).isFalse();
        }
    }

    @Test
    void requestAsksForSocketsOfBothFamilies() {
        ByteBuffer request = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        request.put(30, (byte) 1);
        InetDiagRequest.write(request, 5);
        messages.wrap(request, InetDiagRequest.BYTES);
        assertThat(messages.next()).isTrue();
        assertThat(messages.type()).isEqualTo(18);
        assertThat(messages.sequence()).isEqualTo(5);
        assertThat(request.getShort(6)).isEqualTo((short) 0x301);
        assertThat(request.get(30)).isZero();
        assertThat(request.getInt(68)).isEqualTo(0b1111_0011_0010);
    }
}
