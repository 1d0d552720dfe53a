package io.darwinexporter.internal.linux;

/** Files of a process that are read in each collection. */
enum ProcessFile {
    STAT(ProcFiles.STAT),
    STATM(ProcFiles.STATM),
    IO(ProcFiles.IO),
    /** A folder, of which the size is asked. */
    DESCRIPTORS(ProcFiles.DESCRIPTORS);

    static final int COUNT = values().length;

    private final byte[] name;

    ProcessFile(byte[] name) {
        this.name = name;
    }

    /** As {@link ProcFiles} wants it. */
    byte[] path() {
        return name;
    }
}
