package io.darwinexporter.internal.exposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the header {@code Accept} (RFC 9110, 12.5.1): a type that a client takes, and how gladly.
 *
 * @param type in lower case; {@code *} for any
 * @param subtype in lower case; {@code *} for any
 * @param version the parameter of that name; null if there is none. Other parameters do not matter here.
 * @param quality in thousandths, 0 (not acceptable) to 1000
 */
record MediaRange(String type, String subtype, @Nullable String version, int quality) {

    private static final int FULL_QUALITY = 1000;

    /** All entries that can be understood. */
    static List<MediaRange> parse(String header) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String entry : split(header, ',')) {
            MediaRange range = parseEntry(entry);
            if (range != null) {
                ranges.add(range);
            }
        }
        return ranges;
    }

    /**
     * The entry that decides about a media type: among the most specific ones that match it, the one with the best quality.
     *
     * @return null if none matches
     */
    static @Nullable MediaRange bestFor(String type, String subtype, List<String> versions, List<MediaRange> ranges) {
        MediaRange best = null;
        for (MediaRange range : ranges) {
            if (range.matches(type, subtype, versions) && (best == null || range.isBetterThan(best))) {
                best = range;
            }
        }
        return best;
    }

    /** Whether it names one type. */
    boolean isExact() {
        return !subtype.equals("*");
    }

    private boolean matches(String type, String subtype, List<String> versions) {
        if (isExact()) {
            return this.type.equals(type) && this.subtype.equals(subtype) && (version == null || versions.contains(version));
        }
        return this.type.equals("*") || this.type.equals(type);
    }

    private boolean isBetterThan(MediaRange other) {
        int difference = specificity() - other.specificity();
        return difference == 0 ? quality > other.quality : difference > 0;
    }

    private int specificity() {
        if (isExact()) {
            return 2;
        }
        return type.equals("*") ? 0 : 1;
    }

    private static @Nullable MediaRange parseEntry(String entry) {
        List<String> parts = split(entry, ';');
        String name = parts.get(0).strip().toLowerCase(Locale.ROOT);
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1 || (name.startsWith("*/") && !name.equals("*/*"))) {
            return null;
        }
        String version = null;
        int quality = FULL_QUALITY;
        for (String parameter : parts.subList(1, parts.size())) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = unquoted(parameter.substring(equals + 1).strip());
            if (key.equals("version")) {
                version = value;
            } else if (key.equals("q")) {
                quality = parseQuality(value);
                if (quality < 0) {
                    return null;
                }
            }
        }
        return new MediaRange(name.substring(0, slash), name.substring(slash + 1), version, quality);
    }

    /** Thousandths of a number such as {@code 0.75} with at most three digits after the point; -1 if it is none from 0 to 1. */
    private static int parseQuality(String text) {
        int length = text.length();
        if (length == 0 || length > "0.123".length() || (length > 1 && text.charAt(1) != '.')) {
            return -1;
        }
        int thousandths = 0;
        int weight = FULL_QUALITY;
        for (int i = 0; i < length; i++) {
            if (i == 1) {
                continue;
            }
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            thousandths += digit * weight;
            weight /= 10;
        }
        return thousandths <= FULL_QUALITY ? thousandths : -1;
    }

    private static String unquoted(String value) {
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            return value.substring(1, value.length() - 1);
        }
        return value;
    }

    /** Splits at separators that are not within quotes; one part at least. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
