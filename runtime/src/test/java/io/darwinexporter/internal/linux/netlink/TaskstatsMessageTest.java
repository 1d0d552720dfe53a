package io.darwinexporter.internal.linux.netlink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.Test;

class TaskstatsMessageTest {

    private static final int FAMILY = 23;
    private static final int VERSION = 16;

    private final ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
    private final TaskstatsMessage message = new TaskstatsMessage();

    @Test
    void answerHasTheProcess() {
        int end = finish(aggregate(20, 5, 2, 4711, VERSION, 560), 9);
        assertThat(message.wrap(buffer, end, FAMILY)).isTrue();
        assertThat(message.hasTask()).isFalse();
        assertThat(message.hasProcess()).isTrue();
        assertThat(message.pid()).isEqualTo(4711);
        assertThat(message.sequence()).isEqualTo(9);
        Taskstats process = message.process();
        assertThat(process.runNanos()).isEqualTo(72);
        assertThat(process.runQueueWaitNanos()).isEqualTo(24);
        assertThat(process.contextSwitches()).isEqualTo(272 + 280);
        assertThat(process.userNanos()).isEqualTo(152_000);
        assertThat(process.systemNanos()).isEqualTo(160_000);
        assertThat(process.readBytes()).isEqualTo(248);
        assertThat(process.writeBytes()).isEqualTo(256);
        assertThat(process.minorFaults()).isEqualTo(168);
        assertThat(process.majorFaults()).isEqualTo(176);
        assertThat(process.processElapsedNanos()).isEqualTo(376_000);
        assertThat(process.command()).isEqualTo("sleep");
        assertThat(process.userId()).isEqualTo(1000);
        assertThat(process.groupId()).isEqualTo(100);
        assertThat(process.taskId()).isEqualTo(4711);
        assertThat(process.parentPid()).isEqualTo(1);
        assertThat(process.isEndOfProcess()).isTrue();
        assertThat(process.isKernelThread()).isFalse();
    }

    @Test
    void newsHasTheTaskAndMayHaveTheProcess() {
        int end = finish(aggregate(aggregate(20, 4, 1, 4712, VERSION, 560), 5, 2, 4711, VERSION, 560), 0);
        assertThat(message.wrap(buffer, end, FAMILY)).isTrue();
        assertThat(message.hasTask()).isTrue();
        assertThat(message.task().taskId()).isEqualTo(4712);
        assertThat(message.hasProcess()).isTrue();
        assertThat(message.pid()).isEqualTo(4711);
    }

    @Test
    void oldVersionsDoNotTellEndsOfProcesses() {
        int end = finish(aggregate(20, 5, 2, 1, 8, 328), 0);
        assertThat(message.wrap(buffer, end, FAMILY)).isTrue();
        assertThat(message.process().tellsProcessEnds()).isFalse();
    }

    @Test
    void versionOfDisplacedFieldsIsRefused() {
        assertThat(message.wrap(buffer, finish(aggregate(20, 5, 2, 1, 15, 560), 0), FAMILY)).isFalse();
        assertThat(message.wrap(buffer, finish(aggregate(20, 5, 2, 1, 14, 496), 0), FAMILY)).isFalse();
        assertThat(message.wrap(buffer, finish(aggregate(20, 5, 2, 1, 14, 432), 0), FAMILY)).isTrue();
    }

    @Test
    void structureThatIsShorterThanItsVersionIsNotReadBeyondItsEnd() {
        assertThat(message.wrap(buffer, finish(aggregate(20, 5, 2, 1, VERSION, 320), 0), FAMILY)).isFalse();
        assertThat(message.wrap(buffer, finish(aggregate(20, 5, 2, 1, VERSION, 392), 0), FAMILY)).isTrue();
        assertThat(message.process().tellsProcessEnds()).isFalse();
    }

    @Test
    void messageOfAnotherFamilyIsRefused() {
        int end = finish(aggregate(20, 5, 2, 1, VERSION, 560), 0);
        assertThat(message.wrap(buffer, end, FAMILY + 1)).isFalse();
    }

    @Test
    void everyPrefixIsRefused() {
        int end = finish(aggregate(20, 5, 2, 4711, VERSION, 560), 0);
        for (int length = 0; length < end; length++) {
            assertThat(message.wrap(buffer, length, FAMILY)).isFalse();
        }
    }

    @Test
    void lengthsThatLieAreNotBelieved() {
        int end = finish(aggregate(20, 5, 2, 4711, VERSION, 560), 0);
        for (int at = 20; at < end - 1; at += 2) {
            for (short lie : new short[] { 0, 1, 3, 5, 0x7fff, -1 }) {
                short truth = buffer.getShort(at);
                buffer.putShort(at, lie);
                message.wrap(buffer, end, FAMILY);
                buffer.putShort(at, truth);
            }
        }
        assertThat(message.wrap(buffer, end, FAMILY)).isTrue();
    }

    @Test
    void errorIsToldWithItsNumber() {
        buffer.putInt(0, 36).putShort(4, (short) 2).putInt(8, 77).putInt(16, -3);
        GenericNetlinkMessage error = new GenericNetlinkMessage();
        assertThat(error.wrap(buffer, 36)).isTrue();
        assertThat(error.isError()).isTrue();
        assertThat(error.error()).isEqualTo(3);
        assertThat(error.sequence()).isEqualTo(77);
    }

    @Test
    void requestsFollowEachOther() {
        int first = GenericNetlinkRequest.write(buffer, 0, FAMILY, 5, 1, 2, 4711);
        assertThat(first).isEqualTo(28);
        assertThat(buffer.getInt(0)).isEqualTo(28);
        assertThat(buffer.getInt(24)).isEqualTo(4711);
        int second = GenericNetlinkRequest.write(buffer, first, FAMILY, 6, 1, 3, "0-63".getBytes(US_ASCII));
        assertThat(second).isEqualTo(first + 32);
        assertThat(buffer.getInt(first)).isEqualTo(32);
        assertThat(buffer.getShort(first + 20)).isEqualTo((short) 9);
        assertThat(buffer.get(first + 28)).isZero();
    }

    /** Writes a part in which most fields of the structure hold their own offset. */
    private int aggregate(int at, int type, int idType, int id, int version, int structureBytes) {
        int idAt = at + 4;
        int structureAt = idAt + 12;
        buffer.putShort(at, (short) (4 + 8 + 4 + structureBytes)).putShort(at + 2, (short) type);
        buffer.putShort(idAt, (short) 8).putShort(idAt + 2, (short) idType).putInt(idAt + 4, id);
        buffer.putShort(structureAt - 4, (short) (4 + structureBytes)).putShort(structureAt - 2, (short) 3);
        for (int field = 0; field + 8 <= structureBytes; field += 8) {
            buffer.putLong(structureAt + field, field);
        }
        buffer.putShort(structureAt, (short) version);
        buffer.put(structureAt + 8, (byte) 0x20);
        buffer.put(structureAt + 80, "sleep\0".getBytes(US_ASCII));
        buffer.putInt(structureAt + 120, 1000).putInt(structureAt + 124, 100);
        buffer.putInt(structureAt + 128, id).putInt(structureAt + 132, 1);
        return structureAt + structureBytes;
    }

    private int finish(int end, int sequence) {
        buffer.putInt(0, end).putShort(4, (short) FAMILY).putInt(8, sequence);
        return end;
    }
}
