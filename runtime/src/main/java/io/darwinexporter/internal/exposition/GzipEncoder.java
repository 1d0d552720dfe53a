package io.darwinexporter.internal.exposition;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs bytes as gzip (RFC 1952), with one compressor that is reused: a {@code GZIPOutputStream} would take some 300 kB of
 * native memory anew each time.
 */
final class GzipEncoder {

    // magic, deflate, no flags, no time, no hint, unknown system
    private static final byte[] HEADER = { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff };
    private static final int TRAILER_BYTES = 8;

    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();

    GzipEncoder(int level) {
        deflater = new Deflater(level, true);
    }

    /** Fills a body, in its own array as far as that is long enough. */
    void encode(byte[] bytes, int length, ResponseBody body) {
        try {
            pack(bytes, length, body);
        } finally {
            // Else it would keep the bytes until the next time.
            deflater.reset();
        }
    }

    private void pack(byte[] bytes, int length, ResponseBody body) {
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        byte[] packed = withRoom(body.bytes(), 0, HEADER.length);
        System.arraycopy(HEADER, 0, packed, 0, HEADER.length);
        int size = HEADER.length;
        while (!deflater.finished()) {
            packed = withRoom(packed, size, TRAILER_BYTES + 1);
            size += deflater.deflate(packed, size, packed.length - size - TRAILER_BYTES);
        }
        checksum.reset();
        checksum.update(bytes, 0, length);
        littleEndian((int) checksum.getValue(), packed, size);
        littleEndian(length, packed, size + Integer.BYTES);
        body.fill(packed, size + TRAILER_BYTES);
    }

    private static byte[] withRoom(byte[] array, int used, int more) {
        return array.length - used >= more ? array : Arrays.copyOf(array, Math.max(array.length * 2, used + more));
    }

    private static void littleEndian(int value, byte[] array, int at) {
        for (int i = 0; i < Integer.BYTES; i++) {
            array[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
