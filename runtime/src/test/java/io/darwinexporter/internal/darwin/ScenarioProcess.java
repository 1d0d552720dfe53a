package io.darwinexporter.internal.darwin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A process of a {@link Scenario}. Counts are those that the kernel really has, in its own units.
 */
final class ScenarioProcess {

    private final int pid;
    private final Map<String, String> values = new LinkedHashMap<>();

    ScenarioProcess(int pid, byte[] name) {
        this.pid = pid;
        values.put("pid", Integer.toString(pid));
        values.put("name", encode(name));
        with("uniqueid", Scenario.uniqueId(pid));
        started(Scenario.START_SECONDS, pid);
    }

    int pid() {
        return pid;
    }

    ScenarioProcess with(String key, long value) {
        values.put(key, Long.toString(value));
        return this;
    }

    ScenarioProcess named(String name) {
        values.put("name", encode(name.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    ScenarioProcess in(String state) {
        values.put("stat", state);
        return this;
    }

    ScenarioProcess started(long seconds, int micros) {
        values.put("start", seconds + "." + "%06d".formatted(micros));
        return this;
    }

    /** Started after all that has been collected so far. */
    ScenarioProcess startedNow() {
        Instant now = Instant.now();
        return started(now.getEpochSecond(), now.getNano() / 1_000);
    }

    /** Its command line; without one it has no stack that could be read. */
    ScenarioProcess arguments(String path, String... arguments) {
        values.put("path", encode(path.getBytes(StandardCharsets.UTF_8)));
        values.remove("args");
        if (arguments.length > 0) {
            values.put("args", encodeAll(arguments));
        }
        return this;
    }

    ScenarioProcess environment(String... variables) {
        values.put("env", encodeAll(variables));
        return this;
    }

    private static String encodeAll(String... texts) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            all.append(i == 0 ? "" : "|").append(encode(texts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return all.toString();
    }

    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b > ' ' && b < 0x7f && b != '%' && b != '|';
            text.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b & 0xff));
        }
        return text.toString();
    }

    String line() {
        StringBuilder line = new StringBuilder("process");
        values.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.toString();
    }
}
