package io.darwinexporter.internal.exposition;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The two formats of text that Prometheus reads. */
public enum ExpositionFormat {
    /** The text format, version 0.0.4. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the header {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /**
     * The format that a client likes best, by the header {@code Accept}.
     * <p>
     * OpenMetrics is for those who name it: where it is liked no better than text and was not asked for by its name, text it
     * is. Text is also what clients get that ask for nothing, or for nothing that exists here; there is no refusal.
     *
     * @param acceptHeader the header's value, several of them joined by commas; null if there is none
     */
    public static ExpositionFormat negotiate(@Nullable String acceptHeader) {
        if (acceptHeader == null) {
            return TEXT;
        }
        List<MediaRange> ranges = MediaRange.parse(acceptHeader);
        MediaRange openMetrics = MediaRange.bestFor("application", "openmetrics-text", List.of("1.0.0", "0.0.1"), ranges);
        MediaRange text = MediaRange.bestFor("text", "plain", List.of("0.0.4"), ranges);
        if (openMetrics == null || openMetrics.quality() == 0) {
            return TEXT;
        }
        int textQuality = text == null ? 0 : text.quality();
        if (openMetrics.quality() == textQuality) {
            return openMetrics.isExact() ? OPENMETRICS : TEXT;
        }
        return openMetrics.quality() > textQuality ? OPENMETRICS : TEXT;
    }
}
