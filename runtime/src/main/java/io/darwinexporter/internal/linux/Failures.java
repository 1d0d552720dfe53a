package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.snapshot.ReadFailure;

/** What error numbers mean for something of a process. */
final class Failures {

    private Failures() {
    }

    static ReadFailure of(int errno) {
        return switch (errno) {
            case LibC.ENOENT, LibC.ESRCH -> ReadFailure.GONE;
            case LibC.EACCES, LibC.EPERM -> ReadFailure.DENIED;
            default -> ReadFailure.FAILED;
        };
    }
}
