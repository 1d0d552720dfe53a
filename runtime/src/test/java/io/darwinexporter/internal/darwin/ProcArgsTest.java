package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class ProcArgsTest {

    /** argc, then this text with {@code 0} for NUL bytes. */
    private static KernelBytes data(int argc, String text) {
        return KernelBytes.of(4 + text.length()).u32(0, argc).text(4, text.replace('0', '\0'));
    }

    private static List<String> parse(KernelBytes data) {
        return ProcArgs.parse(data.bytes(), data.bytes().capacity());
    }

    @Test
    void argumentsStartBehindThePadding() {
        assertThat(parse(data(2, "/bin/ls0ls0-l0A=10"))).containsExactly("ls", "-l");
        assertThat(parse(data(2, "/bin/cat00000000cat0-0A=10"))).containsExactly("cat", "-");
    }

    @Test
    void anEmptyFirstArgumentIsToldFromPadding() {
        assertThat(parse(data(2, "/bin/ls00-l0A=10"))).containsExactly("", "-l");
    }

    @Test
    void emptyArgumentsAreKept() {
        assertThat(parse(data(4, "/bin/ls0ls00-l00A=10"))).containsExactly("ls", "", "-l", "");
    }

    @Test
    void theEnvironmentIsNeverRead() {
        assertThat(parse(data(1, "/bin/ls0ls0SECRET=10"))).containsExactly("ls");
        assertThat(parse(data(0, "/bin/ls0SECRET=10"))).isEmpty();
    }

    @Test
    void paddingOfAnotherWidthIsSkippedWhole() {
        assertThat(parse(data(2, "/bin/cat0000cat0-0A=10"))).containsExactly("cat", "-");
        assertThat(parse(data(2, "/bin/cat000000000cat0-0A=10"))).containsExactly("", "cat");
    }

    @Test
    void invalidBytesAreReplaced() {
        assertThat(ProcArgs.parse(data(1, "/bin/ls0l?0").u8(4 + 9, 0xff).bytes(), 15)).containsExactly("l\ufffd");
    }

    @Test
    void everyBeginningGivesWholeArgumentsOrNone() {
        KernelBytes data = data(4, "/bin/ls0ls00-l0end0SECRET=10");
        List<String> all = List.of("ls", "", "-l", "end");
        int longest = 0;
        for (int length = 0; length <= data.bytes().capacity(); length++) {
            List<String> arguments = ProcArgs.parse(data.cutAt(length), length);
            if (length < 4 + 8) {
                assertThat(arguments).isNull();
            } else {
                assertThat(arguments).isEqualTo(all.subList(0, arguments.size()));
                longest = arguments.size();
            }
        }
        assertThat(longest).isEqualTo(4);
    }

    @Test
    void impossibleCountsAreBounded() {
        assertThat(parse(data(-1, "/bin/ls0ls0"))).isNull();
        assertThat(parse(data(Integer.MAX_VALUE, "/bin/ls0ls0"))).containsExactly("ls");
        assertThat(ProcArgs.parse(ByteBuffer.allocate(8), 9)).isNull();
    }

    @Test
    void noiseIsReadWithoutFailing() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            for (int i = 0; i < noise.length; i++) {
                if (random.nextInt(3) == 0) {
                    noise[i] = 0;
                }
            }
            List<String> arguments = ProcArgs.parse(ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN), noise.length);
            if (arguments != null) {
                assertThat(arguments.size()).isLessThanOrEqualTo(noise.length);
            }
        }
    }
}
