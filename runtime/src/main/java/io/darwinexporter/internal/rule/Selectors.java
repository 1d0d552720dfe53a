package io.darwinexporter.internal.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.darwinexporter.ProcessFact;

/** The kinds of selectors that there are. */
final class Selectors {

    static final String COMM = "comm";
    static final String EXE = "exe";
    static final String CMDLINE = "cmdline";
    static final String USER = "user";
    static final String CGROUP = "cgroup";
    static final String UNIT = "unit";
    static final String CONTAINER = "container";
    static final String POD = "pod";
    static final String BUNDLE = "bundle";

    private static final String SERVICE = ".service";
    /** What container engines show of an id. */
    private static final int SHORT_ID = 12;

    private Selectors() {
    }

    /** Takes commands by their name, whole or as the kernel cuts it. */
    static Selector commands(List<String> names) {
        Set<String> wanted = new LinkedHashSet<>(names);
        return new Named(COMM, names, Set.of(), subject -> subject.process().commandName(),
                subject -> wanted.contains(subject.process().commandName()) || wanted.contains(subject.process().name()));
    }

    /** Takes executables by their whole path, where that is given, or by the last part of it. */
    static Selector executables(List<String> files) {
        Set<String> wanted = new LinkedHashSet<>(files);
        return new Named(EXE, files, Set.of(ProcessFact.EXECUTABLE), subject -> subject.process().executable(), subject -> {
            String path = subject.process().executable();
            return !path.isEmpty() && (wanted.contains(path) || wanted.contains(PathBase.of(path)));
        });
    }

    /** Takes processes by their first argument as process-exporter does: whole if there is a slash in what is wanted. */
    static Selector firstArguments(List<String> files) {
        Set<String> wanted = new LinkedHashSet<>(files);
        return new Named(EXE, files, Set.of(ProcessFact.ARGUMENTS), Subject::givenFirstArgument, subject -> {
            String path = subject.givenFirstArgument();
            return !subject.process().arguments().isEmpty()
                    && (wanted.contains(PathBase.of(path)) || path.indexOf('/') >= 0 && wanted.contains(path));
        });
    }

    /** Takes users by their name or number. */
    static Selector users(List<String> users) {
        Set<String> wanted = new LinkedHashSet<>(users);
        return new Named(USER, users, Set.of(), subject -> subject.process().user(),
                subject -> wanted.contains(subject.process().user())
                        || wanted.contains(Long.toString(subject.process().userId())));
    }

    /** Takes systemd units by their name, of services without the suffix, too. */
    static Selector units(List<String> units) {
        Set<String> wanted = new LinkedHashSet<>(units);
        return new Named(UNIT, units, Set.of(ProcessFact.CONTROL_GROUPS), subject -> subject.controlGroup().unit(),
                subject -> {
                    String unit = subject.controlGroup().unit();
                    return wanted.contains(unit)
                            || unit.endsWith(SERVICE) && wanted.contains(unit.substring(0, unit.length() - SERVICE.length()));
                });
    }

    /** Takes containers by their id or its first twelve digits. */
    static Selector containers(List<String> ids) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        return new Named(CONTAINER, ids, Set.of(ProcessFact.CONTROL_GROUPS), subject -> subject.controlGroup().container(),
                subject -> {
                    String id = subject.controlGroup().container();
                    return wanted.contains(id) || !id.isEmpty() && wanted.contains(id.substring(0, SHORT_ID));
                });
    }

    /** Takes Kubernetes pods by their uid. */
    static Selector pods(List<String> uids) {
        Set<String> wanted = new LinkedHashSet<>(uids);
        return new Named(POD, uids, Set.of(ProcessFact.CONTROL_GROUPS), subject -> subject.controlGroup().pod(),
                subject -> wanted.contains(subject.controlGroup().pod()));
    }

    /** Takes applications of macOS by their name, with or without {@code .app}. */
    static Selector bundles(List<String> names) {
        Set<String> wanted = new LinkedHashSet<>(names);
        return new Named(BUNDLE, names, Set.of(ProcessFact.EXECUTABLE), Subject::bundle,
                subject -> !subject.bundle().isEmpty()
                        && (wanted.contains(subject.bundle()) || wanted.contains(subject.bundle() + ".app")));
    }

    /** Takes command lines in which all expressions are found. */
    static Selector commandLines(List<Regex> expressions) {
        return new CommandLine(List.copyOf(expressions));
    }

    /** Takes processes of which, for each expression, some control group has a path in which it is found. */
    static Selector controlGroups(List<Regex> expressions) {
        return new ControlGroup(List.copyOf(expressions));
    }

    private record Named(String key, List<String> wanted, Set<ProcessFact> usedFacts, Function<Subject, String> fact,
            Predicate<Subject> test) implements Selector {

        @Override
        public String found(Subject subject) {
            return fact.apply(subject);
        }

        @Override
        public boolean takes(Subject subject, Captures captures) {
            return test.test(subject);
        }
    }

    private record CommandLine(List<Regex> expressions) implements Selector {

        @Override
        public String key() {
            return CMDLINE;
        }

        @Override
        public List<String> wanted() {
            return Regex.texts(expressions);
        }

        @Override
        public Set<ProcessFact> usedFacts() {
            return Set.of(ProcessFact.ARGUMENTS);
        }

        @Override
        public String found(Subject subject) {
            return subject.commandLine();
        }

        @Override
        public boolean takes(Subject subject, Captures captures) {
            for (Regex expression : expressions) {
                if (!expression.finds(subject.commandLine(), captures)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record ControlGroup(List<Regex> expressions) implements Selector {

        @Override
        public String key() {
            return CGROUP;
        }

        @Override
        public List<String> wanted() {
            return Regex.texts(expressions);
        }

        @Override
        public Set<ProcessFact> usedFacts() {
            return Set.of(ProcessFact.CONTROL_GROUPS);
        }

        @Override
        public String found(Subject subject) {
            return String.join(" ", subject.process().controlGroups());
        }

        @Override
        public boolean takes(Subject subject, Captures captures) {
            for (Regex expression : expressions) {
                if (!findsOne(expression, subject.process().controlGroups(), captures)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean findsOne(Regex expression, List<String> paths, Captures captures) {
            for (String path : paths) {
                if (expression.finds(path, captures)) {
                    return true;
                }
            }
            return false;
        }
    }
}
