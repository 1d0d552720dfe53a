package io.darwinexporter.internal.linux.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file of the fixture tree. */
final class Fixture {

    private final byte[] bytes;

    private Fixture(byte[] bytes) {
        this.bytes = bytes;
    }

    static Fixture of(String path) {
        try (InputStream file = Fixture.class.getResourceAsStream("/fixtures/linux/proc/" + path)) {
            return new Fixture(file.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    /**
     * Feeds each beginning of the file: a parser may take it only if it finds in it what it finds in the whole. Behind the
     * beginning is what an earlier, longer file may have left in a reused array.
     */
    void everyPrefixIsRefusedOrReadRightly(Parser parser, Found found) {
        assertThat(parser.parse(bytes, bytes.length)).isTrue();
        long[] whole = found.values();
        for (int length = 0; length < bytes.length; length++) {
            byte[] dirty = Arrays.copyOf(bytes, bytes.length + 64);
            Arrays.fill(dirty, length, dirty.length, (byte) '7');
            if (parser.parse(dirty, length)) {
                assertThat(found.values()).as("the first " + length + " bytes").isEqualTo(whole);
            }
        }
        assertThat(parser.parse(bytes, 0)).isFalse();
    }

    interface Parser {
        boolean parse(byte[] bytes, int length);
    }

    interface Found {
        long[] values();
    }
}
