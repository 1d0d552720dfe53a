package io.darwinexporter.app;

/**
 * The command line cannot be understood. Its message is the one line that the user sees.
 */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        // Never printed with its stack trace.
        super(message, null, false, false);
    }
}
