package io.darwinexporter.internal.snapshot;

/**
 * This platform, or this one as it is set up, has no source of processes. Thrown at start only.
 */
public final class UnsupportedPlatformException extends UnsupportedOperationException {

    private static final long serialVersionUID = 1L;

    public UnsupportedPlatformException(String message) {
        super(message);
    }

    public UnsupportedPlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
