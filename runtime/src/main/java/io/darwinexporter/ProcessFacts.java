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

    /** The name of the effective user, or its number in decimal where it has no name. */
    String user();

    /** When the process was started (at fork, not at exec), by the clock of the host when the exporter started. */
    Instant startTime();

    /**
     * The command line, from {@code argv[0]} on; never the environment.
     *
     * @return an unchangeable list; empty where the command line may not be read, is empty, or where
     *         {@link GroupNamer#usesArguments()} said that it is not needed
     */
    List<String> arguments();
}
