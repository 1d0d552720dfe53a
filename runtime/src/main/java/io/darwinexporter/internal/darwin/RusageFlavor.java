package io.darwinexporter.internal.darwin;

/**
 * Versions of {@code struct rusage_info} ({@code bsd/sys/resource.h}), newest first. Each is the beginning of the next one, and
 * a kernel refuses those that are newer than itself.
 */
enum RusageFlavor {
    /** macOS 13: energy. */
    V6(6, 464),
    /** macOS 11. */
    V5(5, 304),
    /** macOS 10.13: instructions and cycles. */
    V4(4, 296),
    /** Disk, and what waited-for children used. */
    V2(2, 160),
    V0(0, 96);

    private final int number;
    private final int size;

    RusageFlavor(int number, int size) {
        this.number = number;
        this.size = size;
    }

    /** What the kernel calls it. */
    int number() {
        return number;
    }

    /** How many bytes the kernel writes. */
    int size() {
        return size;
    }

    boolean hasChildren() {
        return number >= 1;
    }

    boolean hasDisk() {
        return number >= 2;
    }

    boolean hasInstructions() {
        return number >= 4;
    }

    boolean hasEnergy() {
        return number >= 6;
    }
}
