package io.darwinexporter.internal.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionBufferTest {

    private final ExpositionBuffer buffer = new ExpositionBuffer();

    @ParameterizedTest
    @CsvSource({
            "0, 0, 0",
            "0, 9, 0",
            "7, 0, 7",
            "-7, 0, -7",
            "1200, 0, 1200",
            "1500, 3, 1.5",
            "2000, 3, 2",
            "12345678901, 9, 12.345678901",
            "1, 9, 0.000000001",
            "-1, 9, -0.000000001",
            "10, 9, 0.00000001",
            "1763800000120000000, 9, 1763800000.12",
            "9223372036854775807, 0, 9223372036854775807",
            "9223372036854775807, 9, 9223372036.854775807",
            "-9223372036854775808, 0, -9223372036854775808",
            "-9223372036854775808, 18, -9.223372036854775808"
    })
    void numbersAreExactAndShort(long value, int decimals, String expected) {
        buffer.decimal(value, decimals);

        assertThat(written()).isEqualTo(expected);
    }

    @Test
    void numbersAreWhatBigDecimalSays() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            int decimals = random.nextInt(19);
            buffer.clear();
            buffer.decimal(value, decimals);
            String expected = value == 0 ? "0" : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
            assertThat(written()).isEqualTo(expected);
        }
    }

    @Test
    void labelValuesAreEscaped() {
        buffer.labelValue("a\\b\"c\nd\r\t{}=,\0");

        assertThat(written()).isEqualTo("a\\\\b\\\"c\\nd\r\t{}=,\0");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "plain", "\u007f\u0080\u07ff\u0800\uffff", "gr\u00fc\u00df", "\u65e5\u672c", "\ud83d\ude00x" })
    void labelValuesAreUtf8(String text) {
        buffer.labelValue(text);

        assertThat(buffer.toByteArray()).isEqualTo(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\ud800", "a\ud800b", "\udc00\ud800", "\ud800\ud800\udc00" })
    void unpairedSurrogatesAreReplaced(String text) {
        buffer.labelValue(text);

        assertThat(written()).isEqualTo(replaceUnpaired(text));
    }

    private static String replaceUnpaired(String text) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(c -> replaced.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        return replaced.toString();
    }

    @Test
    void labelValuesAreCutBetweenCharacters() {
        buffer.labelValue("\"".repeat(255) + "\ud83d\ude00" + "cut");

        assertThat(written()).isEqualTo("\\\"".repeat(255) + "\ud83d\ude00");
    }

    @Test
    void growsInTheMiddleOfAnything() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            buffer.ascii("metric");
            buffer.write('{');
            buffer.labelValue("\ud83d\ude00\n");
            buffer.decimal(Long.MIN_VALUE, 9);
            buffer.write(new byte[] { 'x' });
            expected.append("metric{\ud83d\ude00\\n-9223372036.854775808x");
        }

        assertThat(written()).isEqualTo(expected.toString());
    }

    @Test
    void repeatsWhatWasWritten() {
        buffer.ascii("abc");
        buffer.repeat(1, 3);

        assertThat(written()).isEqualTo("abcbc");
    }

    private String written() {
        return new String(buffer.toByteArray(), UTF_8);
    }
}
