package io.darwinexporter.internal.rule;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.ProcessFacts;

/** A process that rules are asked about, with what several of them look at and has to be put together first. */
final class Subject {

    private final ProcessFacts process;
    private @Nullable String commandLine;
    private @Nullable ControlGroupNames controlGroup;
    private @Nullable String bundle;

    Subject(ProcessFacts process) {
        this.process = process;
    }

    ProcessFacts process() {
        return process;
    }

    /** The arguments, joined by spaces. */
    String commandLine() {
        String line = commandLine;
        if (line == null) {
            line = String.join(" ", process.arguments());
            commandLine = line;
        }
        return line;
    }

    ControlGroupNames controlGroup() {
        ControlGroupNames names = controlGroup;
        if (names == null) {
            names = ControlGroupNames.in(process.controlGroups());
            controlGroup = names;
        }
        return names;
    }

    /** The name of the application that the executable is part of, empty if it is part of none. */
    String bundle() {
        String name = bundle;
        if (name == null) {
            name = AppBundle.of(process.executable());
            bundle = name;
        }
        return name;
    }

    /** The first argument, empty where there is no command line. */
    String givenFirstArgument() {
        List<String> arguments = process.arguments();
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    /** The first argument as it is, or the command's name where there is no command line. */
    String firstArgument() {
        List<String> arguments = process.arguments();
        return arguments.isEmpty() ? process.commandName() : arguments.get(0);
    }

    /** The last part of {@link #firstArgument()}. */
    String firstArgumentBase() {
        List<String> arguments = process.arguments();
        return arguments.isEmpty() ? process.commandName() : PathBase.of(arguments.get(0));
    }
}
