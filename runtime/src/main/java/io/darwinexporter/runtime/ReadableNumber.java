package io.darwinexporter.runtime;

import java.util.Locale;

/** Numbers as people like them. */
final class ReadableNumber {

    private static final String POWERS = "KMGTPE";

    private ReadableNumber() {
    }

    static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(Locale.ROOT, "%.1f %ciB", bytes / (double) (1L << power * 10), POWERS.charAt(power - 1));
    }
}
