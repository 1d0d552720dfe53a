package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;

/** Of how many processes files may be kept open. */
final class DescriptorBudget {

    /** What the kernel keeps for a file of procfs that has been read: a page for its text, and the open file itself. */
    private static final int KERNEL_BYTES = 4096;
    /** The share of this process's descriptors that may be used: the rest is for everything else that runs in it. */
    private static final int SHARE = 2;
    private static final int THIS_PROCESS = 0;
    /** {@code struct rlimit}: soft and hard limit. */
    private static final int RLIMIT_BYTES = 16;

    private DescriptorBudget() {
    }

    /** As many as fit both into the memory that is granted and into half of the soft limit of descriptors. */
    static int processes(Savings savings) {
        if (!savings.keepDescriptors()) {
            return 0;
        }
        long files = Math.min(savings.keptBytes() / KERNEL_BYTES, softLimit() / SHARE);
        return (int) Math.min(Integer.MAX_VALUE, files / ProcessFile.COUNT);
    }

    private static long softLimit() {
        try (NativeBuffer limit = new NativeBuffer(RLIMIT_BYTES)) {
            if (LibC.prlimit(THIS_PROCESS, LibC.RLIMIT_NOFILE, 0, limit.address(0)) != 0) {
                return 0;
            }
            long soft = limit.bytes().getLong(0);
            // All bits set: none.
            return soft < 0 ? Long.MAX_VALUE : soft;
        }
    }
}
