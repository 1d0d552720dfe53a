package io.darwinexporter.internal.rule;

import java.time.Instant;
import java.util.List;

import io.darwinexporter.ProcessFacts;

/** A process as a test wants rules to see it. */
public record Facts(int pid, String name, String commandName, String user, long userId, List<String> arguments,
        String executable,
        List<String> controlGroups, Instant startTime) implements ProcessFacts {

    public static final Facts NGINX = new Facts(42, "nginx", "nginx", "www", 33, List.of("nginx: worker process"),
            "/usr/sbin/nginx", List.of("/system.slice/nginx.service"), Instant.parse("2026-11-22T23:39:37.120Z"));

    public Facts command(String name) {
        return new Facts(pid, name, name.substring(0, Math.min(15, name.length())), user, userId, arguments, executable,
                controlGroups, startTime);
    }

    public Facts line(String... line) {
        return new Facts(pid, name, commandName, user, userId, List.of(line), executable, controlGroups, startTime);
    }

    public Facts file(String path) {
        return new Facts(pid, name, commandName, user, userId, arguments, path, controlGroups, startTime);
    }

    Facts in(String... paths) {
        return new Facts(pid, name, commandName, user, userId, arguments, executable, List.of(paths), startTime);
    }

    Facts started(String time) {
        return new Facts(pid, name, commandName, user, userId, arguments, executable, controlGroups, Instant.parse(time));
    }

    @Override
    public int parentPid() {
        return 1;
    }

    @Override
    public long groupId() {
        return 33;
    }
}
