package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;

import org.junit.jupiter.api.Test;

class MachTimebaseTest {

    private static final long CENTURY_SECONDS = 36_525L * 86_400;

    @Test
    void ticksOfIntelAreNanoseconds() {
        MachTimebase intel = new MachTimebase(1, 1);

        assertThat(intel.nanos(0)).isZero();
        assertThat(intel.nanos(1)).isEqualTo(1);
        assertThat(intel.nanos(CENTURY_SECONDS * 1_000_000_000L)).isEqualTo(CENTURY_SECONDS * 1_000_000_000L);
    }

    @Test
    void ticksOfAppleSiliconAreConvertedExactly() {
        MachTimebase apple = new MachTimebase(125, 3);

        assertThat(apple.nanos(24_000_000)).isEqualTo(1_000_000_000L);
        assertThat(apple.nanos(1)).isEqualTo(41);
        assertThat(apple.nanos(2)).isEqualTo(83);
        assertThat(apple.nanos(3)).isEqualTo(125);
        for (long ticks = CENTURY_SECONDS * 24_000_000; ticks > 0; ticks /= 7) {
            BigInteger exact = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(125)).divide(BigInteger.valueOf(3));
            assertThat(apple.nanos(ticks)).isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void aFrequencyGivesTheSame() {
        assertThat(MachTimebase.ofFrequency(24_000_000)).isEqualTo(new MachTimebase(125, 3));
        assertThat(MachTimebase.ofFrequency(1_000_000_000)).isEqualTo(new MachTimebase(1, 1));
    }

    @Test
    void oddTimebasesDoNotOverflow() {
        MachTimebase odd = new MachTimebase(1_000_000_000, 33_333_335);
        long ticks = CENTURY_SECONDS * 33_333_335;

        assertThat(odd.nanos(ticks)).isEqualTo(BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(1_000_000_000))
                .divide(BigInteger.valueOf(33_333_335)).longValueExact());
    }

    @Test
    void nothingIsDividedByZero() {
        assertThatThrownBy(() -> new MachTimebase(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MachTimebase(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
