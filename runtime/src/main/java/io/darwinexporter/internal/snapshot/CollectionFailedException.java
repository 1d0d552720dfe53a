package io.darwinexporter.internal.snapshot;

/**
 * The processes of the host could not be listed at all. What was collected before stays as it is.
 */
public final class CollectionFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CollectionFailedException(String message) {
        super(message);
    }

    public CollectionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
