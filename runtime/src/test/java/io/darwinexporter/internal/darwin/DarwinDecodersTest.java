package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.ProcessState;

/**
 * Structures built by hand, each of their beginnings, and noise.
 */
class DarwinDecodersTest {

    private static final long START_NANOS = 1_700_000_000_123_456_000L;

    private static KernelBytes kinfoProcs() {
        KernelBytes bytes = KernelBytes.of(2 * 648);
        for (int at = 0; at < 2 * 648; at += 648) {
            bytes.u64(at, 1_700_000_000L).u32(at + 8, 123_456).u8(at + 36, 5).u32(at + 40, 4711 + at)
                    .u32(at + 420, 0xffff_fffeL)
                    .u32(at + 428, 0xffff_fffdL).u32(at + 560, 1).text(at + 243, "sixteen-chars-ok");
        }
        return bytes;
    }

    private static KernelBytes taskAllInfo() {
        return KernelBytes.of(232).u32(0, 0x4004).u32(4, 2).u32(12, 4711).text(48, "fifteen-chars-c").text(64, "thirty-one")
                .u32(96, 50).u64(120, 1_700_000_000L).u64(128, 123_456).u64(136, 1L << 40).u64(144, 4096).u64(152, 24)
                .u64(160, 48).u32(188, 1).u32(196, 2).u32(200, 3).u32(204, 4).u32(208, 5).u32(212, 6).u32(216, -7).u32(220, 8)
                .u32(224, 9).u32(228, 31);
    }

    @Test
    void aListingIsReadRecordByRecord() {
        KinfoProcList list = new KinfoProcList();

        assertThat(list.wrap(kinfoProcs().bytes(), 2 * 648)).isTrue();
        assertThat(list.count()).isEqualTo(2);
        assertThat(list.pid(0)).isEqualTo(4711);
        assertThat(list.pid(1)).isEqualTo(4711 + 648);
        assertThat(list.startNanos(1)).isEqualTo(START_NANOS);
        assertThat(list.stat(1)).isEqualTo(ProcStat.ZOMBIE);
        assertThat(list.userId(1)).isEqualTo(4_294_967_294L);
        assertThat(list.groupId(1)).isEqualTo(4_294_967_293L);
        assertThat(list.parentPid(1)).isEqualTo(1);
        assertThat(list.comm(1)).isEqualTo("sixteen-chars-ok");
    }

    @Test
    void aListingOfBrokenLengthIsNone() {
        KinfoProcList list = new KinfoProcList();
        for (int length = 0; length <= 2 * 648; length++) {
            assertThat(list.wrap(kinfoProcs().cutAt(length), length)).isEqualTo(length % 648 == 0);
            assertThat(list.count()).isEqualTo(length % 648 == 0 ? length / 648 : 0);
            for (int i = 0; i < list.count(); i++) {
                assertThat(list.comm(i)).isEqualTo("sixteen-chars-ok");
            }
        }
        assertThat(list.wrap(ByteBuffer.allocate(648), 2 * 648)).isFalse();
        assertThat(list.wrap(ByteBuffer.allocate(648), -648)).isFalse();
    }

    @Test
    void aTaskIsReadFieldByField() {
        ProcTaskAllInfo task = new ProcTaskAllInfo();

        assertThat(task.wrap(taskAllInfo().bytes(), 232)).isTrue();
        assertThat(task.pid()).isEqualTo(4711);
        assertThat(task.hasExecuted()).isTrue();
        assertThat(ProcStat.state(task.status(), task.threadsRunning())).isEqualTo(ProcessState.RUNNING);
        assertThat(task.name()).isEqualTo("thirty-one");
        assertThat(task.descriptorCapacity()).isEqualTo(50);
        assertThat(task.startNanos()).isEqualTo(START_NANOS);
        assertThat(task.virtualBytes()).isEqualTo(1L << 40);
        assertThat(task.residentBytes()).isEqualTo(4096);
        assertThat(task.userTicks()).isEqualTo(24);
        assertThat(task.systemTicks()).isEqualTo(48);
        assertThat(task.counter(TaskCounter.FAULTS.offset())).isEqualTo(1);
        assertThat(task.counter(TaskCounter.COW_FAULTS.offset())).isEqualTo(2);
        assertThat(task.counter(TaskCounter.MESSAGES_SENT.offset())).isEqualTo(3);
        assertThat(task.counter(TaskCounter.MESSAGES_RECEIVED.offset())).isEqualTo(4);
        assertThat(task.counter(TaskCounter.SYSCALLS_MACH.offset())).isEqualTo(5);
        assertThat(task.counter(TaskCounter.SYSCALLS_UNIX.offset())).isEqualTo(6);
        assertThat(task.counter(TaskCounter.CONTEXT_SWITCHES.offset())).isEqualTo(-7);
        assertThat(task.threads()).isEqualTo(8);
        assertThat(task.threadsRunning()).isEqualTo(9);
        assertThat(task.priority()).isEqualTo(31);
    }

    @Test
    void onlyTheWholeStructureIsTaken() {
        for (int length = 0; length < 232; length++) {
            assertThat(new ProcTaskAllInfo().wrap(taskAllInfo().cutAt(length), length)).isFalse();
            assertThat(new ProcBsdInfo().wrap(taskAllInfo().cutAt(length), length)).isEqualTo(length == 136);
            assertThat(new ProcUniqueIdentifier().wrap(taskAllInfo().cutAt(length), length)).isEqualTo(length == 56);
        }
        assertThat(new ProcTaskAllInfo().wrap(taskAllInfo().cutAt(231), 232)).isFalse();
    }

    @Test
    void noiseIsReadWithoutFailing() {
        Random random = new Random(9);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(1_400)];
            random.nextBytes(noise);
            ByteBuffer bytes = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
            KinfoProcList list = new KinfoProcList();
            list.wrap(bytes, noise.length / 648 * 648);
            for (int i = 0; i < list.count(); i++) {
                assertThat(list.comm(i).length()).isLessThanOrEqualTo(17);
                assertThat(ProcStat.state(list.stat(i))).isNotNull();
                assertThat(list.userId(i)).isNotNegative();
            }
            if (noise.length >= 232) {
                ProcTaskAllInfo task = new ProcTaskAllInfo();
                task.wrap(bytes, 232);
                assertThat(task.name().length()).isLessThanOrEqualTo(32);
                assertThat(task.descriptorCapacity()).isNotNegative();
                assertThat(ProcFdInfoList.bufferSize(task.descriptorCapacity())).isPositive();
            }
            if (noise.length >= 72) {
                assertThat(Passwd.name(bytes, bytes, random.nextLong())).satisfiesAnyOf(name -> assertThat(name).isNull(),
                        name -> assertThat(name).isNotEmpty());
            }
        }
    }

    @Test
    void identityIsReadFromItsStructure() {
        ProcUniqueIdentifier identifier = new ProcUniqueIdentifier();
        assertThat(identifier.wrap(KernelBytes.of(56).u64(16, 99).u32(32, -3).bytes(), 56)).isTrue();

        assertThat(identifier.uniqueId()).isEqualTo(99);
        assertThat(identifier.idVersion()).isEqualTo(-3);
    }

    @Test
    void aUserNameLiesWithinItsBuffer() {
        KernelBytes strings = KernelBytes.of(16).text(4, "ann");
        long address = 0x7fff_0000_1000L;

        assertThat(Passwd.name(KernelBytes.of(72).u64(0, address + 4).bytes(), strings.bytes(), address)).isEqualTo("ann");
        assertThat(Passwd.name(KernelBytes.of(72).u64(0, address + 5).bytes(), strings.cutAt(7), address)).isEqualTo("nn");
        assertThat(Passwd.name(KernelBytes.of(72).u64(0, address).bytes(), strings.bytes(), address)).isNull();
        assertThat(Passwd.name(KernelBytes.of(72).u64(0, address + 16).bytes(), strings.bytes(), address)).isNull();
        assertThat(Passwd.name(KernelBytes.of(72).bytes(), strings.bytes(), address)).isNull();
    }

    @Test
    void descriptorsAreCountedIfTheListIsNotCut() {
        assertThat(ProcFdInfoList.count(24)).isEqualTo(3);
        assertThat(ProcFdInfoList.isWhole(24)).isTrue();
        assertThat(ProcFdInfoList.isWhole(25)).isFalse();
        assertThat(ProcFdInfoList.mayBeCut(24, 24)).isTrue();
        assertThat(ProcFdInfoList.mayBeCut(24, 31)).isTrue();
        assertThat(ProcFdInfoList.mayBeCut(24, 32)).isFalse();
        assertThat(ProcFdInfoList.bufferSize(Integer.MAX_VALUE) % 8).isZero();
    }
}
