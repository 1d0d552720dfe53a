package io.darwinexporter.internal.linux;

/** The kernel does not answer questions about taskstats, or not this program's. Thrown at start only; says why. */
final class TaskstatsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    TaskstatsUnavailableException(String message) {
        super(message);
    }
}
