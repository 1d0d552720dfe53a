package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

import io.darwinexporter.internal.linux.procfs.ProcPidCmdline;
import io.darwinexporter.internal.linux.procfs.ProcPidStat;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/**
 * Names, users and command lines: read when a process is met first, when its command changes (exec), and in its first
 * seconds, in which a child still looks like its parent. Now and then after that, since users change without a trace in the
 * files that are always read.
 */
final class FactsReader {

    /** What {@code comm} holds of longer names: {@code TASK_COMM_LEN} less its NUL. */
    private static final int CUT_COMMAND_BYTES = 15;
    private static final int LARGEST_COMMAND_LINE = 4096;
    private static final long YOUNG_NANOS = 5_000_000_000L;

    private final ProcFiles files;
    private final StatusFiles status;
    private final UserNames users;
    private final CurrentCollection current;
    private final boolean wantsArguments;

    FactsReader(ProcFiles files, StatusFiles status, UserNames users, CurrentCollection current, boolean wantsArguments) {
        this.files = files;
        this.status = status;
        this.users = users;
        this.current = current;
        this.wantsArguments = wantsArguments;
    }

    /**
     * Brings what is known of a process up to date.
     *
     * @param stat the process's stat file, whose bytes are still in the files' array
     * @return whether the name may be another than before
     */
    boolean refresh(KnownProcess process, ProcPidStat stat, boolean isNew) {
        boolean exec = !process.hasCommand(files.bytes(), stat.commandStart(), stat.commandEnd());
        boolean unsettled = !process.settled;
        if (!isNew && !exec && !unsettled && !current.isTurnOf(process)) {
            return false;
        }
        if (exec) {
            process.command(files.bytes(), stat.commandStart(), stat.commandEnd());
        }
        process.settled = current.listingStartNanos() - process.startNanos >= YOUNG_NANOS;
        boolean renamed = isNew | exec | refreshCommandLine(process, stat);
        refreshUser(process);
        return renamed;
    }

    /** Returns whether the name has changed. */
    private boolean refreshCommandLine(KnownProcess process, ProcPidStat stat) {
        boolean cut = process.command().length == CUT_COMMAND_BYTES && !stat.isKernelThread();
        List<String> arguments = List.of();
        if (cut || wantsArguments) {
            arguments = commandLine(process, stat.argumentBytes());
        }
        String name = Labels.cut(name(process.command(), cut, arguments));
        boolean renamed = !name.equals(process.name);
        if (renamed) {
            process.name = name;
            process.factsVersion++;
        }
        if (wantsArguments && !arguments.equals(process.arguments)) {
            process.arguments = arguments;
            process.factsVersion++;
        }
        return renamed;
    }

    private List<String> commandLine(KnownProcess process, long argumentBytes) {
        if (!files.readUpTo(LARGEST_COMMAND_LINE, process.pid, ProcFiles.CMDLINE)) {
            if (files.failure() != ReadFailure.GONE) {
                current.snapshot().countFailure(MeasureKind.IDENTITY, files.failure());
            }
            return process.arguments;
        }
        if (files.length() == 0) {
            // A zombie has lost its command line, but is still the program that it was.
            return process.arguments;
        }
        return ProcPidCmdline.parse(files.bytes(), files.length(), argumentBytes);
    }

    private static String name(byte[] command, boolean cut, List<String> arguments) {
        String name = new String(command, UTF_8);
        if (!cut || arguments.isEmpty()) {
            return name;
        }
        String program = arguments.get(0);
        String baseName = program.substring(program.lastIndexOf('/') + 1);
        byte[] bytes = baseName.getBytes(UTF_8);
        // By bytes, since the cut may go through a character.
        boolean isBeginning = Arrays.mismatch(command, bytes) == command.length;
        return isBeginning ? baseName : name;
    }

    private void refreshUser(KnownProcess process) {
        if (!status.readOnce(process)) {
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
        if (!user.equals(process.user)) {
            process.user = user;
            process.factsVersion++;
        }
    }
}
