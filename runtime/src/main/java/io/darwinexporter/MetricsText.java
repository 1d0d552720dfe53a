package io.darwinexporter;

import java.nio.charset.StandardCharsets;

/**
 * The metrics of a collection, ready to be sent.
 *
 * @param contentType the value of the header {@code Content-Type}
 * @param text the whole body
 */
public record MetricsText(String contentType, String text) {

    /** The body as it goes over a network, in UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
