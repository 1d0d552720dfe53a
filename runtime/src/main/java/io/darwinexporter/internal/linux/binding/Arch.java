package io.darwinexporter.internal.linux.binding;

import java.util.Locale;

/**
 * What differs between processors: numbers of system calls and flags.
 * <p>
 * From the kernel's {@code arch/.../syscall*.tbl}, {@code include/uapi/asm-generic/unistd.h} and {@code fcntl.h}.
 */
enum Arch {
    X86_64(217, 332, 0200000),
    AARCH64(61, 291, 040000),
    RISCV64(61, 291, 0200000),
    LOONGARCH64(61, 291, 0200000),
    PPC64LE(202, 383, 040000),
    S390X(220, 379, 0200000);

    final long getdents64;
    final long statx;
    final int directoryFlag;

    Arch(long getdents64, long statx, int directoryFlag) {
        this.getdents64 = getdents64;
        this.statx = statx;
        this.directoryFlag = directoryFlag;
    }

    private static final class Current {
        static final String NAME = System.getProperty("os.arch", "");
        static final Arch ARCH = named(NAME);
    }

    /**
     * The processor that this JVM runs on.
     *
     * @throws IllegalArgumentException if its numbers are not known
     */
    static Arch current() {
        // Not thrown where the constant is initialised, which would hide the message.
        if (Current.ARCH == null) {
            throw new IllegalArgumentException("the system call numbers of this processor are not known: " + Current.NAME);
        }
        return Current.ARCH;
    }

    /** The processor of that name as Java gives it, or null. */
    private static Arch named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("AMD64")) {
            return X86_64;
        }
        for (Arch arch : values()) {
            if (arch.name().equals(upper)) {
                return arch;
            }
        }
        return null;
    }
}
