package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The files of the host: stat, meminfo. */
class HostFilesTest {

    private final ProcStat stat = new ProcStat();
    private final MemInfo memInfo = new MemInfo();

    @Test
    void busyTimeIsAllButIdleAndWaiting() {
        byte[] bytes = "cpu  1 20 300 4000 50000 600000 7000000 80000000 900000000 1000000000\nintr 1\n".getBytes(US_ASCII);
        assertThat(stat.parse(bytes, bytes.length)).isTrue();
        assertThat(stat.busyTicks()).isEqualTo(1 + 20 + 300 + 600000 + 7000000 + 80000000);
    }

    @Test
    void everyPrefixOfStatIsRefusedOrReadRightly() {
        Fixture.of("stat").everyPrefixIsRefusedOrReadRightly(stat::parse, () -> new long[] { stat.busyTicks() });
    }

    @Test
    void statThatDoesNotBeginWithTheSumIsRefused() {
        byte[] bytes = "cpu0 1 2 3 4 5 6 7 8 9 10\n".getBytes(US_ASCII);
        assertThat(stat.parse(bytes, bytes.length)).isFalse();
    }

    @Test
    void swapIsInUseWhenLessIsFreeThanThereIs() {
        assertThat(swapInUse("SwapTotal: 100 kB\nSwapFree: 99 kB\n")).isTrue();
        assertThat(swapInUse("SwapTotal: 100 kB\nSwapFree: 100 kB\n")).isFalse();
        assertThat(swapInUse("SwapTotal: 0 kB\nSwapFree: 0 kB\n")).isFalse();
    }

    @Test
    void everyPrefixOfMeminfoIsRefusedOrReadRightly() {
        Fixture.of("meminfo").everyPrefixIsRefusedOrReadRightly(memInfo::parse,
                () -> new long[] { memInfo.isSwapInUse() ? 1 : 0 });
    }

    private boolean swapInUse(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        assertThat(memInfo.parse(bytes, bytes.length)).isTrue();
        return memInfo.isSwapInUse();
    }
}
