package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this program may do to processes of other users: effective capabilities, {@code CapEff} in the status file of a
 * thread. Root usually has all of them, but what counts is the set, not the user.
 *
 * @param opensFiles CAP_DAC_READ_SEARCH, or CAP_DAC_OVERRIDE: what the kernel asks for when a file is opened that only its
 *        owner may read
 * @param traces CAP_SYS_PTRACE: what the kernel asks for when something is read out of a process
 * @param ofHost whether that holds for all users of a host; in a user namespace of its own it holds for processes in it
 */
record Capabilities(boolean opensFiles, boolean traces, boolean ofHost) {

    private static final Path OWN = Path.of("/proc/thread-self");
    private static final String EFFECTIVE = "CapEff:\t";
    private static final long DAC_OVERRIDE = 1L << 1;
    private static final long DAC_READ_SEARCH = 1L << 2;
    private static final long SYS_PTRACE = 1L << 19;
    /** First user in here, first user out there, how many of them: all that there are. */
    private static final String ALL_USERS = "0 0 4294967295";

    /** Those of the thread that asks; none if that cannot be told. */
    static Capabilities ofThisThread() {
        try {
            return of(Files.readAllLines(OWN.resolve("status")), Files.readAllLines(OWN.resolve("uid_map")));
        } catch (IOException e) {
            return new Capabilities(false, false, true);
        }
    }

    /** From the lines of a status file and those of a {@code uid_map}. */
    static Capabilities of(List<String> status, List<String> users) {
        long effective = 0;
        for (String line : status) {
            if (line.startsWith(EFFECTIVE)) {
                effective = Long.parseUnsignedLong(line.substring(EFFECTIVE.length()), 16);
            }
        }
        return new Capabilities((effective & (DAC_READ_SEARCH | DAC_OVERRIDE)) != 0, (effective & SYS_PTRACE) != 0,
                users.size() == 1 && users.get(0).strip().replaceAll(" +", " ").equals(ALL_USERS));
    }
}
