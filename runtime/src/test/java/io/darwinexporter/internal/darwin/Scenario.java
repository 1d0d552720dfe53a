package io.darwinexporter.internal.darwin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stand-in for libSystem pretends: a machine, its users and its processes. Written to a file that it reads at its
 * next listing; keys are those of {@code src/test/c/scenario.c}.
 */
final class Scenario {

    /** The pid of the exporter itself. */
    static final int SELF = 400;

    /** When processes start that do not say otherwise, in seconds since 1970. */
    static final long START_SECONDS = 1_700_000_000L;

    private final Map<String, String> host = new LinkedHashMap<>();
    private final Map<Long, String> users = new LinkedHashMap<>();
    private final List<ScenarioProcess> processes = new ArrayList<>();
    private final List<ScenarioSocket> sockets = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    private Scenario() {
    }

    /** macOS 15.5 on Apple silicon; the exporter runs as root. */
    static Scenario appleSiliconAsRoot() {
        Scenario scenario = new Scenario().host("product", "15.5").host("release", "24.5.0").host("machine", "arm64")
                .host("numer", 125).host("denom", 3).host("tbfrequency", 24_000_000).host("translated", 0).host("ncpu", 8)
                .host("euid", 0).host("self", SELF).host("rusage", 6).user(0, "root").user(501, "ann").user(502, "bob");
        scenario.process(SELF, "java").with("instructions", 5_000_000).with("cycles", 4_000_000).with("energy", 7_000_000);
        return scenario;
    }

    /** macOS 10.12 on Intel; the exporter runs as the user 501. */
    static Scenario intelAsUser() {
        Scenario scenario = new Scenario().host("product", "10.12.6").host("release", "16.7.0").host("machine", "x86_64")
                .host("numer", 1).host("denom", 1).host("tbfrequency", 1_000_000_000).host("ncpu", 4).host("euid", 501)
                .host("self", SELF).host("rusage", 2).user(0, "root").user(501, "ann").user(502, "bob");
        scenario.process(SELF, "java").with("uid", 501).with("gid", 20);
        return scenario;
    }

    Scenario host(String key, Object value) {
        host.put(key, value.toString());
        return this;
    }

    Scenario user(long uid, String name) {
        users.put(uid, name);
        return this;
    }

    /** Adds a process of root that started at {@link #START_SECONDS} and as many microseconds as its pid. */
    ScenarioProcess process(int pid, String name) {
        return process(pid, name.getBytes(StandardCharsets.UTF_8));
    }

    ScenarioProcess process(int pid, byte[] name) {
        ScenarioProcess process = new ScenarioProcess(pid, name);
        processes.add(process);
        return process;
    }

    /** The process that was added first under this pid. */
    ScenarioProcess process(int pid) {
        return processes.stream().filter(process -> process.pid() == pid).findFirst().orElseThrow();
    }

    Scenario remove(int pid) {
        processes.remove(process(pid));
        return this;
    }

    /** Adds a socket of a process that has been added, of TCP in the kernel if nothing else is said. */
    ScenarioSocket socket(int id, int pid) {
        ScenarioSocket socket = new ScenarioSocket(id).of(pid, uniqueId(pid));
        sockets.add(socket);
        return socket;
    }

    /** The socket that was added under this number. */
    ScenarioSocket socket(int id) {
        return sockets.stream().filter(socket -> socket.id() == id).findFirst().orElseThrow();
    }

    /** The number that the kernel never uses again, of a process that says nothing else. */
    static long uniqueId(int pid) {
        return 1_000_000L + pid;
    }

    /** Something that happens just before the call is answered: exit, die, reap or replace. */
    Scenario before(String call, int pid, String action) {
        events.add("event " + call + " " + pid + " " + action);
        return this;
    }

    Scenario withoutEvents() {
        events.clear();
        return this;
    }

    /** Replaces the file at once, so that it is never seen half written. */
    void write(Path file) {
        StringBuilder text = new StringBuilder("host");
        host.forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
        text.append('\n');
        users.forEach((uid, name) -> text.append("user ").append(uid).append(' ').append(name).append('\n'));
        processes.forEach(process -> text.append(process.line()).append('\n'));
        sockets.forEach(socket -> text.append(socket.line()).append('\n'));
        events.forEach(event -> text.append(event).append('\n'));
        try {
            Path fresh = Files.createTempFile(file.getParent(), "scenario", ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
