package io.darwinexporter.app;

import java.util.List;

/**
 * What the program is to do. A command is the first of the arguments; without one it serves.
 */
enum Command {

    SERVE("", "[flags] [-Dkey=value ...]", "The process exporter for Prometheus, for macOS and Linux."),
    EXPLAIN("explain", "PID | --name NAME [flags]",
            "Tells what can be read of a process, in which group it is, and why. Starts no server."),
    CHECK_CONFIG("check-config", "[flags]",
            "Tells everything that is wrong with the configuration. Starts no server.");

    private final String word;
    private final String synopsis;
    private final String description;

    Command(String word, String synopsis, String description) {
        this.word = word;
        this.synopsis = synopsis;
        this.description = description;
    }

    /** As it is written; empty for what the program does without a command. */
    String word() {
        return word;
    }

    /** What follows the command. */
    String synopsis() {
        return synopsis;
    }

    String description() {
        return description;
    }

    /** The command among arguments, which may come after settings ({@code -Dkey=value}). */
    static Command among(List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith(CommandLineFlags.PROPERTY)) {
                return ofWord(argument);
            }
        }
        return SERVE;
    }

    private static Command ofWord(String word) {
        for (Command command : values()) {
            if (command != SERVE && command.word.equals(word)) {
                return command;
            }
        }
        return SERVE;
    }
}
