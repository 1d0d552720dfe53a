package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.linux.procfs.ProcPidCgroup;
import io.darwinexporter.internal.linux.procfs.ProcPidCmdline;
import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.LabelText;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * Names, users, command lines, executables and control groups: read when a process is met first, when its command changes
 * (exec), and in its first seconds, in which a child still looks like its parent. After that, users and command lines are
 * read now and then, since they change without a trace in the files that are always read; the rest, when the command line
 * has changed.
 */
final class FactsReader {

    /** What {@code comm} holds of longer names: {@code TASK_COMM_LEN} less its NUL. */
    private static final int CUT_COMMAND_BYTES = 15;
    private static final int LARGEST_PROGRAM = 4096;
    private static final int LARGEST_CONTROL_GROUPS = 16 * 1024;
    /** What the kernel writes behind the path of a file that has been deleted. */
    private static final String DELETED = " (deleted)";
    private static final long YOUNG_NANOS = 5_000_000_000L;

    private final ProcFiles files;
    private final StatusFiles status;
    private final UserNames users;
    private final CurrentCollection current;
    private final CommandLineRoom room = new CommandLineRoom();
    private Set<ProcessFact> wanted = Set.of();
    private boolean wantsArguments;
    private boolean wantsExecutable;
    private boolean wantsControlGroups;
    private int wish;

    FactsReader(ProcFiles files, StatusFiles status, UserNames users, CurrentCollection current, SourceSettings settings) {
        this.files = files;
        this.status = status;
        this.users = users;
        this.current = current;
        want(settings.facts());
    }

    /** Reads other facts from now on, of known processes, too. */
    void want(Set<ProcessFact> facts) {
        if (facts.equals(wanted)) {
            return;
        }
        wanted = Set.copyOf(facts);
        wantsArguments = wanted.contains(ProcessFact.ARGUMENTS);
        wantsExecutable = wanted.contains(ProcessFact.EXECUTABLE);
        wantsControlGroups = wanted.contains(ProcessFact.CONTROL_GROUPS);
        wish++;
    }

    /** Whether nothing is known that its facts lack, and those that are wanted now were wanted when it was read. */
    boolean isUpToDate(KnownProcess process) {
        return isReadAsWished(process) && !hasAnotherUser(process);
    }

    private boolean isReadAsWished(KnownProcess process) {
        return process.readForWish == wish;
    }

    /** Whether a status file that was read for another reason tells of another user. */
    private static boolean hasAnotherUser(KnownProcess process) {
        return process.statusReadIn > 0
                && (process.statusUserId != process.userId || process.statusGroupId != process.groupId);
    }

    /**
     * Brings what is known of a process up to date.
     *
     * @param stat the process's stat file, whose bytes are still in the files' array
     * @return whether the name may be another than before
     */
    boolean refresh(KnownProcess process, ProcPidStat stat, boolean isNew) {
        boolean exec = !process.hasCommand(files.bytes(), stat.commandStart(), stat.commandEnd())
                || process.stackStart != stat.stackStart();
        boolean unsettled = !process.settled || !isReadAsWished(process);
        if (!isReadAsWished(process)) {
            process.readForWish = wish;
            process.forgetCommandLine();
        }
        boolean due = isNew || exec || unsettled || hasAnotherUser(process);
        if (!due && (process.idle || !current.isTurnOf(process))) {
            return false;
        }
        if (exec) {
            room.forget(process);
            process.command(files.bytes(), stat.commandStart(), stat.commandEnd());
            process.stackStart = stat.stackStart();
        }
        process.settled = current.listingStartNanos() - process.startNanos >= YOUNG_NANOS;
        boolean anotherLine = refreshCommandLine(process, stat);
        if ((isNew || exec || unsettled || anotherLine) && !stat.isKernelThread()) {
            refreshExecutable(process);
        }
        if (isNew || exec || unsettled || anotherLine) {
            refreshControlGroups(process);
        }
        refreshUser(process);
        if (!isNew && !exec && !anotherLine) {
            return false;
        }
        return rename(process, stat) || isNew;
    }

    /** Returns whether the command line has changed. */
    private boolean refreshCommandLine(KnownProcess process, ProcPidStat stat) {
        // Where the executable's link may not be read, the first word stands in for it, and a new line tells of an exec.
        if (!wantsArguments && !wantsExecutable && !isCut(process, stat)) {
            return false;
        }
        long argumentBytes = stat.argumentBytes();
        int limit = room.bytesOf(process);
        if (!files.readUpTo(wantsArguments ? limit : Math.min(limit, LARGEST_PROGRAM), process.pid, ProcFiles.CMDLINE)) {
            if (files.failure() != ReadFailure.GONE) {
                current.snapshot().countFailure(MeasureKind.IDENTITY, files.failure());
                unread(process, wantsArguments, ProcessFact.ARGUMENTS);
            }
            return false;
        }
        // A zombie has lost its command line, but is still the program that it was.
        if (files.length() == 0 || !process.commandLineIsNew(files.bytes(), files.length())) {
            return false;
        }
        List<String> commandLine = ProcPidCmdline.parse(files.bytes(), files.length(), argumentBytes, room.arguments());
        room.keep(process, files.length(), commandLine);
        process.program = commandLine.isEmpty() ? "" : commandLine.get(0);
        if (wantsArguments) {
            process.description = process.description.withArguments(commandLine);
        }
        return true;
    }

    /** Says that a process has gone. */
    void forget(KnownProcess process) {
        room.forget(process);
    }

    private void refreshExecutable(KnownProcess process) {
        if (!wantsExecutable) {
            return;
        }
        ProcessDescription known = process.description;
        if (files.readLink(process.pid, ProcFiles.EXECUTABLE)) {
            process.description = known.withExecutable(path(new String(files.bytes(), 0, files.length(), UTF_8)));
        } else if (files.failure() != ReadFailure.GONE) {
            current.snapshot().countFailure(MeasureKind.IDENTITY, files.failure());
            process.description = known.withoutExecutable(process.program, files.failure());
        } else if (known.executable().isEmpty()) {
            process.description = known.withoutExecutable(process.program, ReadFailure.GONE);
        }
    }

    private static String path(String link) {
        return link.endsWith(DELETED) ? link.substring(0, link.length() - DELETED.length()) : link;
    }

    private void refreshControlGroups(KnownProcess process) {
        if (!wantsControlGroups) {
            return;
        }
        if (files.readUpTo(LARGEST_CONTROL_GROUPS, process.pid, ProcFiles.CONTROL_GROUPS)) {
            process.description = process.description.withControlGroups(ProcPidCgroup.parse(files.bytes(), files.length()));
        } else if (files.failure() != ReadFailure.GONE) {
            current.snapshot().countFailure(MeasureKind.IDENTITY, files.failure());
            unread(process, true, ProcessFact.CONTROL_GROUPS);
        }
    }

    private void unread(KnownProcess process, boolean wanted, ProcessFact fact) {
        if (wanted) {
            process.description = process.description.without(fact, files.failure());
        }
    }

    /** Returns whether the name has changed. */
    private static boolean rename(KnownProcess process, ProcPidStat stat) {
        String before = process.description.name();
        String name = LabelText.of(name(process.command(), isCut(process, stat), process.program));
        process.description = process.description.withCommandName(new String(process.command(), UTF_8)).withName(name);
        return !name.equals(before);
    }

    private static boolean isCut(KnownProcess process, ProcPidStat stat) {
        return process.command().length == CUT_COMMAND_BYTES && !stat.isKernelThread();
    }

    private static String name(byte[] command, boolean cut, String program) {
        String name = new String(command, UTF_8);
        if (!cut) {
            return name;
        }
        String baseName = program.substring(program.lastIndexOf('/') + 1);
        // By bytes, since the cut may go through a character.
        boolean isBeginning = Arrays.mismatch(command, baseName.getBytes(UTF_8)) == command.length;
        return isBeginning ? baseName : name;
    }

    private void refreshUser(KnownProcess process) {
        if (status.readOnce(process)) {
            process.userId = process.statusUserId;
            process.groupId = process.statusGroupId;
        } else {
            if (status.failure() != ReadFailure.GONE) {
                current.snapshot().countFailure(MeasureKind.IDENTITY, status.failure());
            }
            if (process.statusReadIn > 0 || !files.owner(process.pid)) {
                return;
            }
            process.userId = files.number();
            process.groupId = files.ownerGroup();
        }
        String user = users.name(process.userId);
        if (!user.equals(process.description.user())) {
            process.description = process.description.withUser(user);
        }
    }
}
