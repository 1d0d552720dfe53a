package io.darwinexporter.internal.linux;

/** The files of one thread in a {@link FakeProcfs}, written by {@link #write()}; may be changed and written again. */
final class FakeThreadFiles {

    private final FakeProcfs procfs;
    private final int tid;
    private final String folder;
    private String name = "app";
    private long startTicks = 500;
    private long userTicks;
    private long systemTicks;
    private long minorFaults;
    private long majorFaults;
    private long readBytes;
    private long writeBytes;
    private long voluntarySwitches;
    private long involuntarySwitches;

    FakeThreadFiles(FakeProcfs procfs, int pid, int tid) {
        this.procfs = procfs;
        this.tid = tid;
        this.folder = pid + "/task/" + tid + "/";
    }

    FakeThreadFiles name(String name) {
        this.name = name;
        return this;
    }

    FakeThreadFiles startTicks(long startTicks) {
        this.startTicks = startTicks;
        return this;
    }

    FakeThreadFiles ticks(long user, long system) {
        userTicks = user;
        systemTicks = system;
        return this;
    }

    FakeThreadFiles faults(long minor, long major) {
        minorFaults = minor;
        majorFaults = major;
        return this;
    }

    FakeThreadFiles disk(long read, long written) {
        readBytes = read;
        writeBytes = written;
        return this;
    }

    FakeThreadFiles switches(long voluntary, long involuntary) {
        voluntarySwitches = voluntary;
        involuntarySwitches = involuntary;
        return this;
    }

    FakeThreadFiles write() {
        procfs.file(folder + "stat", tid + " (" + name + ") S 1 1 1 0 -1 4194304 " + minorFaults + " 0 " + majorFaults + " 0 "
                + userTicks + " " + systemTicks + " 0 0 20 0 2 0 " + startTicks + " 4096000 300 18446744073709551615"
                + " 0".repeat(27) + "\n");
        procfs.file(folder + "io", "rchar: 1\nwchar: 2\nread_bytes: " + readBytes + "\nwrite_bytes: " + writeBytes + "\n");
        procfs.file(folder + "status", "Name:\tapp\nState:\tS\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"
                + "voluntary_ctxt_switches:\t" + voluntarySwitches + "\nnonvoluntary_ctxt_switches:\t" + involuntarySwitches
                + "\n");
        return this;
    }

    /** Tells how long it has run, which kernels may not. */
    FakeThreadFiles runNanos(long nanos) {
        procfs.file(folder + "schedstat", nanos + " 4711 12\n");
        return this;
    }

    void broken(String file) {
        procfs.breakFile(folder + file);
    }

    void delete(String file) {
        procfs.delete(folder + file);
    }
}
