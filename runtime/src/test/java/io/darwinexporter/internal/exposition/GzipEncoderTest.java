package io.darwinexporter.internal.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;

class GzipEncoderTest {

    private final GzipEncoder encoder = new GzipEncoder(1);
    private final ResponseBody body = new ResponseBody(0);

    @Test
    void everySizeComesBack() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        for (int size : new int[] { 0, 1, 15, 16_383, 16_384, 300_000, 2 }) {
            assertThat(unzip(encoded(noise, size))).isEqualTo(Arrays.copyOf(noise, size));
        }
    }

    @Test
    void textGetsSmaller() throws IOException {
        byte[] text = "process_open_fds{groupname=\"nginx\"} 12\n".repeat(10_000).getBytes();

        byte[] packed = encoded(text, text.length);

        assertThat(packed).hasSizeLessThan(text.length / 20);
        assertThat(unzip(packed)).isEqualTo(text);
    }

    private byte[] encoded(byte[] bytes, int length) {
        encoder.encode(bytes, length, body);
        return Arrays.copyOf(body.bytes(), body.length());
    }

    static byte[] unzip(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
