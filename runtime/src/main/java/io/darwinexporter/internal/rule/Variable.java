package io.darwinexporter.internal.rule;

import static io.darwinexporter.ProcessFact.ARGUMENTS;
import static io.darwinexporter.ProcessFact.CONTROL_GROUPS;
import static io.darwinexporter.ProcessFact.EXECUTABLE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import io.darwinexporter.ProcessFact;

/**
 * What a group's name may be made of. The names of fields are those of process-exporter and mean what they mean there, where
 * the executable is what {@code argv[0]} says; the short ones are ours, and name the real executable.
 */
enum Variable {

    COMM("Comm", "comm", subject -> subject.process().commandName()),
    NAME("", "name", subject -> subject.process().name()),
    ARGUMENT_BASE("ExeBase", "", Subject::firstArgumentBase, ARGUMENTS),
    ARGUMENT("ExeFull", "", Subject::firstArgument, ARGUMENTS),
    EXECUTABLE_BASE("", "exe", Variable::executableBase, EXECUTABLE),
    EXECUTABLE_PATH("", "exe.path", subject -> subject.process().executable(), EXECUTABLE),
    USER("Username", "user", subject -> subject.process().user()),
    PID("PID", "pid", subject -> Integer.toString(subject.process().pid())),
    START_TIME("StartTime", "start_time", subject -> Variable.time(subject.process().startTime())),
    CONTROL_GROUP_LIST("Cgroups", "", Variable::list, CONTROL_GROUPS),
    CONTROL_GROUP("", "cgroup", Variable::firstControlGroup, CONTROL_GROUPS),
    UNIT("", "unit", subject -> subject.controlGroup().unit(), CONTROL_GROUPS),
    CONTAINER("", "container", subject -> subject.controlGroup().container(), CONTROL_GROUPS),
    POD("", "pod", subject -> subject.controlGroup().pod(), CONTROL_GROUPS),
    BUNDLE("", "bundle", Subject::bundle, EXECUTABLE);

    /** As Go prints a time: a fraction only if there is one, and without zeros at its end. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int NANOS_OF_TICK = 10_000_000;

    private final String fieldName;
    private final String shortName;
    private final Function<Subject, String> value;
    private final Set<ProcessFact> usedFacts;

    Variable(String fieldName, String shortName, Function<Subject, String> value, ProcessFact... usedFacts) {
        this.fieldName = fieldName;
        this.shortName = shortName;
        this.value = value;
        this.usedFacts = Set.of(usedFacts);
    }

    /** Its name in a spelling; empty if it has none there. */
    String name(Spelling spelling) {
        return spelling == Spelling.SHORT ? shortName : fieldName;
    }

    Set<ProcessFact> usedFacts() {
        return usedFacts;
    }

    String of(Subject subject) {
        return value.apply(subject);
    }

    private static String executableBase(Subject subject) {
        String path = subject.process().executable();
        return path.isEmpty() ? subject.process().name() : PathBase.of(path);
    }

    private static String firstControlGroup(Subject subject) {
        List<String> paths = subject.process().controlGroups();
        return paths.isEmpty() ? "" : paths.get(0);
    }

    /** As Go prints a list. */
    private static String list(Subject subject) {
        return "[" + String.join(" ", subject.process().controlGroups()) + "]";
    }

    /** As Go prints a time, to the hundredth of a second that Linux tells. */
    private static String time(Instant time) {
        int hundredths = time.getNano() / NANOS_OF_TICK;
        String fraction = hundredths == 0 ? ""
                : hundredths % 10 == 0 ? "." + hundredths / 10
                        : "." + hundredths / 10 + hundredths % 10;
        return SECONDS.format(time) + fraction + " +0000 UTC";
    }
}
