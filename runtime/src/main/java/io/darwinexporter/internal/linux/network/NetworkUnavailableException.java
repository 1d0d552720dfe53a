package io.darwinexporter.internal.linux.network;

/** Says in a sentence why traffic, or a part of it, cannot be counted here. */
public final class NetworkUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    NetworkUnavailableException(String message) {
        super(message);
    }
}
