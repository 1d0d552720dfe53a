package io.darwinexporter.internal.darwin.network;

/**
 * The control cannot be opened, or is of no use any more.
 */
public final class NetworkUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    NetworkUnavailableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** A part of a sentence: what has failed, and how. */
    public String reason() {
        return reason;
    }
}
