package io.darwinexporter.runtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the live page, ready to be sent.
 *
 * @param type what it is, for the header {@code Content-Type}
 * @param plain its bytes; not to be changed
 * @param gzipped the same, packed
 * @param version changes with its content
 */
record PageFile(String type, byte[] plain, byte[] gzipped, String version) {

    private static final int VERSION_BYTES = 8;

    static PageFile of(String type, byte[] plain) {
        return new PageFile(type, plain, Gzip.pack(plain), version(plain));
    }

    private static String version(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes(boolean zipped) {
        return zipped ? gzipped : plain;
    }

    /** The header {@code ETag}: each form is another (RFC 9110, section 8.8.3). */
    String tag(boolean zipped) {
        return '"' + version + (zipped ? "-gzip\"" : "\"");
    }
}
