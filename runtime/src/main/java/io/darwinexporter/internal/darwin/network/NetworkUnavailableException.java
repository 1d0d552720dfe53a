package io.darwinexporter.internal.darwin.network;

/**
 * The control cannot be opened, or is of no use any more. The message is part of a sentence: what was refused, and how.
 */
public final class NetworkUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    NetworkUnavailableException(String message) {
        super(message);
    }
}
