package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/PID/cgroup}: a line for each hierarchy of control groups,
 *
 * <pre>
 * 12:cpu,cpuacct:/system.slice/cron.service
 * 0::/system.slice/cron.service
 * </pre>
 *
 * with a number (0 is version 2), the controllers and the path, which may have colons; see
 * <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>. The kernel writes line ends in names as
 * {@code \\012}.
 */
public final class ProcPidCgroup {

    private ProcPidCgroup() {
    }

    /**
     * The paths, in the order of the lines.
     *
     * @param length the bytes read; a line without an end is left out
     * @return an unchangeable list
     */
    public static List<String> parse(byte[] bytes, int length) {
        List<String> paths = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == '\n') {
                int path = behindSecondColon(bytes, from, at);
                if (path > 0) {
                    paths.add(new String(bytes, path, at - path, UTF_8));
                }
                from = at + 1;
            }
        }
        return List.copyOf(paths);
    }

    private static int behindSecondColon(byte[] bytes, int from, int to) {
        int colons = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] == ':' && ++colons == 2) {
                return at + 1;
            }
        }
        return -1;
    }
}
