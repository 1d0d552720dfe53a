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
        static final Arch ARCH = named(System.getProperty("os.arch", ""));
    }

    /** The processor that this JVM runs on. */
    static Arch current() {
        return Current.ARCH;
    }

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
        throw new IllegalArgumentException("the system call numbers of this processor are not known: " + name);
    }
}
