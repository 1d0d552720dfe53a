package io.darwinexporter.runtime;

import java.util.List;

import io.darwinexporter.internal.exposition.ExpositionFormat;

/**
 * What a client asks for by its headers {@code Accept} and {@code Accept-Encoding}.
 *
 * @param accept the values of the one header that this was made from, in any number
 * @param acceptEncoding those of the other
 */
record ScrapeRequest(List<String> accept, List<String> acceptEncoding, ExpositionFormat format, boolean gzip) {

    static ScrapeRequest of(List<String> accept, List<String> acceptEncoding) {
        return new ScrapeRequest(List.copyOf(accept), List.copyOf(acceptEncoding),
                ExpositionFormat.negotiate(String.join(",", accept)), AcceptEncoding.takesGzip(acceptEncoding));
    }

    /** Whether these headers ask for the same. */
    boolean isAskedFor(List<String> accept, List<String> acceptEncoding) {
        return this.accept.equals(accept) && this.acceptEncoding.equals(acceptEncoding);
    }
}
