package io.darwinexporter.internal.exposition;

/** There is no memory for an answer now; there may be, later. Has no stack trace, as it is expected where memory is short. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    public NoRoomException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Why there is none, for people. */
    public String reason() {
        return reason;
    }
}
