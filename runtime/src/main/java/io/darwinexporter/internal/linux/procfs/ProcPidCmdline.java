package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code /proc/PID/cmdline}: the command line, each argument ended by a NUL; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html">proc_pid_cmdline(5)</a>.
 * <p>
 * A process may overwrite its command line with a title. Once it has overwritten the last NUL, the kernel gives one string
 * from the beginning of the command line to the first NUL behind it, for titles that run on into the place of the
 * environment: where the title stops exactly at the end of the command line, the first variable of the environment is part of
 * that string. Environments hold secrets, so what is behind the command line's own place is cut off; where the size of that
 * place is not told, a single string is cut before the word that holds its first {@code =}.
 */
public final class ProcPidCmdline {

    private ProcPidCmdline() {
    }

    /**
     * Splits a command line.
     *
     * @param length the bytes read, of which the caller may have left out some at the end
     * @param argumentBytes the size of the command line's own place, or 0 if that is not known
     * @param most how many arguments are wanted
     * @return the first so many arguments, unchangeable; empty if there is nothing
     */
    public static List<String> parse(byte[] bytes, int length, long argumentBytes, int most) {
        int end = end(bytes, length, argumentBytes);
        if (end == 0) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>();
        int from = 0;
        while (from < end && arguments.size() < most) {
            int to = firstNul(bytes, from, end);
            arguments.add(new String(bytes, from, to - from, UTF_8));
            from = to + 1;
        }
        return Collections.unmodifiableList(arguments);
    }

    private static int end(byte[] bytes, int length, long argumentBytes) {
        int end = argumentBytes > 0 ? (int) Math.min(length, argumentBytes) : length;
        if (argumentBytes == 0 && firstNul(bytes, 0, end) >= end - 1) {
            end = beforeFirstAssignment(bytes, end);
        }
        // Titles are often padded with NULs or blanks up to the end of their place.
        while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
            end--;
        }
        return end;
    }

    private static int firstNul(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private static int beforeFirstAssignment(byte[] bytes, int end) {
        int at = 0;
        while (at < end && bytes[at] != '=') {
            at++;
        }
        if (at == end) {
            return end;
        }
        while (at > 0 && bytes[at] != ' ') {
            at--;
        }
        return at;
    }
}
