package io.darwinexporter;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a process when its group is to be named.
 * <p>
 * Facts are those of the latest collection. An instance is a window on data that is reused: valid only during the call it
 * was handed to, on that thread.
 */
public interface ProcessFacts {

    /** The process id. */
    int pid();

    /** The process id of the parent, 0 where there is none. */
    int parentPid();

    /** The effective user id. */
    long userId();

    /** The effective group id (of users, not of processes). */
    long groupId();

    /**
     * The name of the process: on macOS {@code pbi_name}, else {@code pbi_comm}; on Linux {@code comm}, or the base name of
     * {@code argv[0]} where {@code comm} is its first 15 bytes. Bytes that are not UTF-8 have become U+FFFD. May be empty.
     */
    String name();

    /**
     * The name that the kernel accounts under: {@code comm} on Linux, {@code pbi_comm} on macOS. At most 15 bytes; longer
     * names are cut.
     */
    String commandName();

    /** The name of the effective user, or its number in decimal where it has no name. */
    String user();

    /** When the process was started (at fork, not at exec), by the clock of the host when the exporter started. */
    Instant startTime();

    /**
     * The command line, from {@code argv[0]} on; never the environment.
     *
     * @return an unchangeable list; empty where the command line may not be read, is empty, or where
     *         {@link GroupNamer#usedFacts()} said that it is not needed
     */
    List<String> arguments();

    /**
     * The whole path of the file that the process executes, as the process sees it: on Linux where {@code /proc/PID/exe}
     * leads to (that the file has been deleted since is not told), on macOS {@code proc_pidpath}. Where that may not be
     * read, {@code argv[0]}, which may be anything.
     *
     * @return empty where neither is known (kernel threads have none), or {@link GroupNamer#usedFacts()} said that it is not
     *         needed
     */
    String executable();

    /**
     * The paths of the control groups that the process is in (Linux), as the lines of {@code /proc/PID/cgroup} tell them: one
     * of version 2, one for each hierarchy of version 1.
     *
     * @return an unchangeable list; empty on other platforms, and where {@link GroupNamer#usedFacts()} said that it is not
     *         needed
     */
    List<String> controlGroups();
}
