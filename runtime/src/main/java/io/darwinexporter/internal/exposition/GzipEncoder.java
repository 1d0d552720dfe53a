package io.darwinexporter.internal.exposition;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs bytes as gzip (RFC 1952), with one compressor and one buffer that are reused: a {@code GZIPOutputStream} would take
 * some 300 kB of native memory anew each time.
 */
final class GzipEncoder {

    // magic, deflate, no flags, no time, no hint, unknown system
    private static final byte[] HEADER = { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff };
    private static final int TRAILER_BYTES = 8;
    private static final int INITIAL_BYTES = 16 * 1024;

    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private byte[] packed = new byte[INITIAL_BYTES];

    GzipEncoder(int level) {
        deflater = new Deflater(level, true);
        System.arraycopy(HEADER, 0, packed, 0, HEADER.length);
    }

    byte[] encode(byte[] bytes, int length) {
        deflater.reset();
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        int size = HEADER.length;
        while (!deflater.finished()) {
            ensure(size + TRAILER_BYTES + 1);
            size += deflater.deflate(packed, size, packed.length - size - TRAILER_BYTES);
        }
        checksum.reset();
        checksum.update(bytes, 0, length);
        littleEndian((int) checksum.getValue(), size);
        littleEndian(length, size + Integer.BYTES);
        return Arrays.copyOf(packed, size + TRAILER_BYTES);
    }

    private void ensure(int size) {
        if (size > packed.length) {
            packed = Arrays.copyOf(packed, packed.length * 2);
        }
    }

    private void littleEndian(int value, int at) {
        for (int i = 0; i < Integer.BYTES; i++) {
            packed[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
