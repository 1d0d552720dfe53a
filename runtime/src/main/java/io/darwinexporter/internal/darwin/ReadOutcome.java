package io.darwinexporter.internal.darwin;

import io.darwinexporter.internal.darwin.binding.Errno;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * How a call for one process went.
 */
enum ReadOutcome {
    OK,
    /** There is no such process, or it has begun to end. */
    GONE,
    /** Another user's, or the system's policy is against it. */
    DENIED,
    /** The answer is not of the form that is known. */
    MALFORMED,
    FAILED;

    static ReadOutcome ofErrno(int errno) {
        return switch (errno) {
            case Errno.ESRCH -> GONE;
            case Errno.EPERM, Errno.EACCES -> DENIED;
            default -> FAILED;
        };
    }

    /** As what it is counted. */
    ReadFailure failure() {
        return switch (this) {
            case OK -> throw new IllegalStateException("no failure");
            case GONE -> ReadFailure.GONE;
            case DENIED -> ReadFailure.DENIED;
            case MALFORMED -> ReadFailure.MALFORMED;
            case FAILED -> ReadFailure.FAILED;
        };
    }
}
