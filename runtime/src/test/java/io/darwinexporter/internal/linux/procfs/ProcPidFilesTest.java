package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The small files of a process: io, limits, schedstat, smaps_rollup, statm, status. */
class ProcPidFilesTest {

    private final ProcPidIo io = new ProcPidIo();
    private final ProcPidLimits limits = new ProcPidLimits();
    private final ProcPidSchedstat schedstat = new ProcPidSchedstat();
    private final ProcPidStatm statm = new ProcPidStatm();
    private final ProcPidStatus status = new ProcPidStatus();
    private final ProcPidSmapsRollup rollup = new ProcPidSmapsRollup();

    @Test
    void ioHasTheBytesOfStorageNotThoseOfCalls() {
        Fixture file = Fixture.of("2001/io");
        assertThat(io.parse(file.bytes(), file.length())).isTrue();
        assertThat(io.readBytes()).isEqualTo(81920);
        assertThat(io.writeBytes()).isEqualTo(4096);
    }

    @Test
    void everyPrefixOfIoIsRefusedOrReadRightly() {
        Fixture.of("2001/io").everyPrefixIsRefusedOrReadRightly(io::parse,
                () -> new long[] { io.readBytes(), io.writeBytes() });
    }

    @Test
    void ioWithoutOneOfTheLinesIsRefused() {
        byte[] bytes = "rchar: 1\nread_bytes: 5\ncancelled_write_bytes: 7\n".getBytes(US_ASCII);
        assertThat(io.parse(bytes, bytes.length)).isFalse();
    }

    @Test
    void limitsHaveTheSoftOneOfOpenFiles() {
        Fixture file = Fixture.of("2001/limits");
        assertThat(limits.parse(file.bytes(), file.length())).isTrue();
        assertThat(limits.openFiles()).isEqualTo(1024);
    }

    @Test
    void noLimitOfOpenFilesIsBelowZero() {
        Fixture file = Fixture.of("5001/limits");
        assertThat(limits.parse(file.bytes(), file.length())).isTrue();
        assertThat(limits.openFiles()).isNegative();
    }

    @Test
    void everyPrefixOfLimitsIsRefusedOrReadRightly() {
        Fixture.of("2001/limits").everyPrefixIsRefusedOrReadRightly(limits::parse,
                () -> new long[] { limits.openFiles() });
    }

    @Test
    void limitsWithoutThatOfOpenFilesAreRefused() {
        for (String text : new String[] { "Limit\n", "Max open files  \n", "Max open files many 5 files\n",
                "Max processes 7 7 processes\n" }) {
            byte[] bytes = text.getBytes(US_ASCII);
            assertThat(limits.parse(bytes, bytes.length)).as(text).isFalse();
        }
    }

    @Test
    void schedstatHasTheTimeOnProcessors() {
        Fixture file = Fixture.of("2001/schedstat");
        assertThat(schedstat.parse(file.bytes(), file.length())).isTrue();
        assertThat(schedstat.runNanos()).isEqualTo(899871);
    }

    @Test
    void everyPrefixOfSchedstatIsRefused() {
        Fixture.of("2001/schedstat").everyPrefixIsRefusedOrReadRightly(schedstat::parse,
                () -> new long[] { schedstat.runNanos() });
        byte[] noNumber = "none\n".getBytes(US_ASCII);
        assertThat(schedstat.parse(noNumber, noNumber.length)).isFalse();
    }

    @Test
    void statmHasPages() {
        Fixture file = Fixture.of("2001/statm");
        assertThat(statm.parse(file.bytes(), file.length())).isTrue();
        assertThat(statm.sizePages()).isEqualTo(40364);
        assertThat(statm.residentPages()).isEqualTo(2287);
        assertThat(statm.sharedPages()).isEqualTo(1410);
    }

    @Test
    void statmOfAProcessWithoutMemoryIsAllZeros() {
        Fixture file = Fixture.of("60/statm");
        assertThat(statm.parse(file.bytes(), file.length())).isTrue();
        assertThat(statm.residentPages()).isZero();
    }

    @Test
    void everyPrefixOfStatmIsRefused() {
        Fixture.of("2001/statm").everyPrefixIsRefusedOrReadRightly(statm::parse,
                () -> new long[] { statm.sizePages(), statm.residentPages(), statm.sharedPages() });
    }

    @Test
    void statmOfTooFewNumbersIsRefused() {
        for (String text : new String[] { "\n", "1\n", "1 2\n", "a b c\n" }) {
            byte[] bytes = text.getBytes(US_ASCII);
            assertThat(statm.parse(bytes, bytes.length)).as(text).isFalse();
        }
    }

    @Test
    void rollupHasProportionalMemoryAndNothingThatOnlyBeginsLikeIt() {
        Fixture file = Fixture.of("2001/smaps_rollup");
        assertThat(rollup.parse(file.bytes(), file.length())).isTrue();
        assertThat(rollup.proportionalBytes()).isEqualTo(4711 * 1024);
        assertThat(rollup.proportionalSwapBytes()).isEqualTo(12 * 1024);
    }

    @Test
    void everyPrefixOfRollupIsRefusedOrReadRightly() {
        Fixture.of("2001/smaps_rollup").everyPrefixIsRefusedOrReadRightly(rollup::parse,
                () -> new long[] { rollup.proportionalBytes(), rollup.proportionalSwapBytes() });
    }

    @Test
    void rollupWithoutOneOfTheLinesIsRefused() {
        for (String text : new String[] { "Pss: 1 kB\n", "SwapPss: 1 kB\n", "Pss_Anon: 1 kB\nSwapPss: 1 kB\n" }) {
            byte[] bytes = text.getBytes(US_ASCII);
            assertThat(rollup.parse(bytes, bytes.length)).as(text).isFalse();
        }
    }

    @Test
    void statusHasEffectiveIdsMemoryAndSwitches() {
        Fixture file = Fixture.of("2001/status");
        assertThat(status.parse(file.bytes(), file.length())).isTrue();
        assertThat(status.effectiveUid()).isEqualTo(1000);
        assertThat(status.effectiveGid()).isEqualTo(100);
        assertThat(status.sharedMemoryBytes()).isEqualTo(128 * 1024);
        assertThat(status.swapBytes()).isEqualTo(64 * 1024);
        assertThat(status.voluntarySwitches()).isEqualTo(40);
        assertThat(status.involuntarySwitches()).isEqualTo(2);
    }

    @Test
    void statusOfAProcessWithoutMemoryHasNone() {
        Fixture first = Fixture.of("2001/status");
        status.parse(first.bytes(), first.length());
        Fixture file = Fixture.of("60/status");
        assertThat(status.parse(file.bytes(), file.length())).isTrue();
        assertThat(status.sharedMemoryBytes()).isZero();
        assertThat(status.swapBytes()).isZero();
        assertThat(status.effectiveUid()).isZero();
    }

    @Test
    void everyPrefixOfStatusIsRefusedOrReadRightly() {
        Fixture.of("2001/status").everyPrefixIsRefusedOrReadRightly(status::parse, () -> new long[] { status.effectiveUid(),
                status.effectiveGid(), status.sharedMemoryBytes(), status.swapBytes(), status.voluntarySwitches(),
                status.involuntarySwitches() });
    }

    @Test
    void statusOfAnOldKernelLacksSharedMemory() {
        byte[] bytes = ("Name:\tsh\nState:\tS (sleeping)\nUid:\t0\t5\t0\t0\nGid:\t0\t6\t0\t0\nVmSwap:\t 12 kB\n"
                + "voluntary_ctxt_switches:\t3\nnonvoluntary_ctxt_switches:\t4\n").getBytes(US_ASCII);
        assertThat(status.parse(bytes, bytes.length)).isTrue();
        assertThat(status.sharedMemoryBytes()).isZero();
        assertThat(status.swapBytes()).isEqualTo(12 * 1024);
        assertThat(status.voluntarySwitches()).isEqualTo(3);
        assertThat(status.involuntarySwitches()).isEqualTo(4);
    }
}
