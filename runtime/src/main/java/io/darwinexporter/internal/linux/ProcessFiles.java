package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Reads the files of processes that are known: through descriptors that are kept open, where there are, else by path. Opening
 * and closing is half of a file's price.
 * <p>
 * Descriptors are kept for processes whose files are read in one collection after the other, as long as there is room: the
 * number of descriptors is limited, and the kernel holds a page of memory for each. A kept descriptor that cannot be read is
 * closed, with all others of its process, and the file looked for by its path, which tells what is the matter. Results and
 * failures are those of {@link ProcFiles}.
 */
final class ProcessFiles {

    private static final ProcessFile[] FILES = ProcessFile.values();

    private final ProcFiles files;
    private final ProcessTable table;
    private final CurrentCollection current;
    private final int limit;
    private int kept;
    /** Until when nothing is kept because descriptors ran short: a number of a collection. */
    private long pausedUntil;

    /** @param limit how many processes may have kept descriptors at the same time */
    ProcessFiles(ProcFiles files, ProcessTable table, CurrentCollection current, int limit) {
        this.files = files;
        this.table = table;
        this.current = current;
        this.limit = limit;
        files.onShortage(this::giveUpAll);
    }

    /** Reads a file of a process. */
    boolean read(KnownProcess process, ProcessFile file) {
        int descriptor = descriptor(process, file);
        if (descriptor >= 0 && files.readKept(descriptor)) {
            return true;
        }
        release(process);
        return files.read(process.pid, file.path());
    }

    /** Reads the size of the folder of a process's descriptors. */
    boolean readDescriptorsSize(KnownProcess process) {
        int descriptor = descriptor(process, ProcessFile.DESCRIPTORS);
        if (descriptor >= 0 && files.readKeptSize(descriptor)) {
            return true;
        }
        release(process);
        return files.size(process.pid, ProcessFile.DESCRIPTORS.path());
    }

    /** The kept descriptor, opened now if need be, or less than 0. */
    private int descriptor(KnownProcess process, ProcessFile file) {
        KeptDescriptors descriptors = process.kept;
        if (descriptors == null) {
            return KeptDescriptors.NONE;
        }
        int descriptor = descriptors.get(file);
        if (descriptor < 0) {
            descriptor = file == ProcessFile.DESCRIPTORS ? files.openPlace(process.pid, file.path())
                    : files.open(process.pid, file.path());
            if (process.kept == null && descriptor >= 0) {
                // When it was opened descriptors ran short, and all that were kept have been given up.
                LibC.close(descriptor);
                return KeptDescriptors.NONE;
            }
            descriptors.set(file, descriptor);
        }
        return descriptor;
    }

    byte[] bytes() {
        return files.bytes();
    }

    int length() {
        return files.length();
    }

    long number() {
        return files.number();
    }

    ReadFailure failure() {
        return files.failure();
    }

    /** Decides whether files of a process, which are going to be read, are worth keeping open. */
    void review(KnownProcess process) {
        long collection = current.number();
        if (!process.idle) {
            process.neededIn = collection;
        }
        if (process.kept != null) {
            if (collection - process.neededIn >= current.turns()) {
                release(process);
            }
        } else if (!process.idle && !process.kernelThread && process.readings > 1 && kept < limit
                && collection >= pausedUntil) {
            process.kept = new KeptDescriptors();
            kept++;
        }
    }

    /** Closes what is kept open of a process. */
    void release(KnownProcess process) {
        KeptDescriptors descriptors = process.kept;
        if (descriptors == null) {
            return;
        }
        process.kept = null;
        kept--;
        for (ProcessFile file : FILES) {
            int descriptor = descriptors.get(file);
            if (descriptor >= 0) {
                LibC.close(descriptor);
            }
        }
    }

    /** Closes all that is kept open. Returns whether there was any. */
    boolean releaseAll() {
        boolean any = kept > 0;
        table.forEach(this::release);
        return any;
    }

    /** Keeps nothing for a while: others need descriptors more. */
    private boolean giveUpAll() {
        pausedUntil = current.number() + current.turns();
        return releaseAll();
    }

    /** How many processes have kept descriptors. */
    int kept() {
        return kept;
    }
}
