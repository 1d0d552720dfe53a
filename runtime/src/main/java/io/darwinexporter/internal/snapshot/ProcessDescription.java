package io.darwinexporter.internal.snapshot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.darwinexporter.ProcessFact;

/**
 * What rarely changes of a process: what it is called, whose it is, what it runs.
 * <p>
 * Unchangeable. A source keeps one instance for each process and gives the same one with every row until something has
 * changed: another instance is how a change is told. So the methods that begin with {@code with} return the very same
 * instance when they would change nothing.
 *
 * @param name the process's name, already valid Unicode; see {@link io.darwinexporter.ProcessFacts#name()}
 * @param user the name of the effective user, or its number
 * @param commandName the name that the kernel accounts under, cut as the kernel cuts it
 * @param arguments the command line; empty where it is not known or not wanted
 * @param executable the path of the executable; empty where it is not known or not wanted
 * @param controlGroups the paths of control groups; empty where they are not known or not wanted
 * @param unread why wanted facts could not be read; an executable may have been put in from the arguments nevertheless
 */
public record ProcessDescription(String name, String user, String commandName, List<String> arguments, String executable,
        List<String> controlGroups, Map<ProcessFact, ReadFailure> unread) {

    /** Of a process about which nothing has been read yet. */
    public static final ProcessDescription NOTHING = new ProcessDescription("", "", "", List.of(), "", List.of(), Map.of());

    public ProcessDescription {
        arguments = List.copyOf(arguments);
        controlGroups = List.copyOf(controlGroups);
        unread = Map.copyOf(unread);
    }

    public ProcessDescription withName(String name) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups, unread));
    }

    public ProcessDescription withUser(String user) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups, unread));
    }

    public ProcessDescription withCommandName(String commandName) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups, unread));
    }

    public ProcessDescription withArguments(List<String> arguments) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups,
                unreadBut(ProcessFact.ARGUMENTS)));
    }

    public ProcessDescription withExecutable(String executable) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups,
                unreadBut(ProcessFact.EXECUTABLE)));
    }

    public ProcessDescription withControlGroups(List<String> controlGroups) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups,
                unreadBut(ProcessFact.CONTROL_GROUPS)));
    }

    /** With what was known of a fact before, which could not be read this time. */
    public ProcessDescription without(ProcessFact fact, ReadFailure failure) {
        Map<ProcessFact, ReadFailure> more = new EnumMap<>(ProcessFact.class);
        more.putAll(unread);
        more.put(fact, failure);
        return orSame(new ProcessDescription(name, user, commandName, arguments, executable, controlGroups, more));
    }

    /** With something in the place of an executable that could not be read. */
    public ProcessDescription withoutExecutable(String substitute, ReadFailure failure) {
        return orSame(new ProcessDescription(name, user, commandName, arguments, substitute, controlGroups, unread)
                .without(ProcessFact.EXECUTABLE, failure));
    }

    private Map<ProcessFact, ReadFailure> unreadBut(ProcessFact fact) {
        if (!unread.containsKey(fact)) {
            return unread;
        }
        Map<ProcessFact, ReadFailure> fewer = new EnumMap<>(ProcessFact.class);
        fewer.putAll(unread);
        fewer.remove(fact);
        return fewer;
    }

    private ProcessDescription orSame(ProcessDescription changed) {
        return changed.equals(this) ? this : changed;
    }
}
