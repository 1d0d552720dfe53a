package io.darwinexporter.internal.darwin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A socket of a {@link Scenario} that network statistics tell of. Counts are those since it was made.
 */
final class ScenarioSocket {

    static final int TCP_KERNEL = 2;
    static final int TCP_USERLAND = 3;
    static final int UDP_KERNEL = 4;
    static final int UDP_USERLAND = 5;

    private final int id;
    private final Map<String, Object> values = new LinkedHashMap<>();

    ScenarioSocket(int id) {
        this.id = id;
        with("id", id).with("name", "name").of(TCP_KERNEL);
    }

    int id() {
        return id;
    }

    ScenarioSocket with(String key, Object value) {
        values.put(key, value);
        return this;
    }

    /** Of another provider. */
    ScenarioSocket of(int provider) {
        return with("provider", provider);
    }

    /** Used last by this process. */
    ScenarioSocket of(int pid, long uniqueId) {
        return with("pid", pid).with("upid", uniqueId);
    }

    /** What it has counted: bytes, and a packet for each 1000 of them. */
    ScenarioSocket counts(long received, long sent) {
        return with("rx", received).with("tx", sent).with("rx_packets", received / 1_000).with("tx_packets", sent / 1_000);
    }

    /** Its last counts are told by themselves. */
    ScenarioSocket closed() {
        return with("closed", 1);
    }

    /** Its last counts could not be told. */
    ScenarioSocket closedAfterDrop() {
        return with("closed", 2);
    }

    /** Its last counts come with the next poll, and it is removed after that. */
    ScenarioSocket closedUntilPoll() {
        return with("closed", 3);
    }

    String line() {
        StringBuilder line = new StringBuilder("source");
        values.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.toString();
    }
}
