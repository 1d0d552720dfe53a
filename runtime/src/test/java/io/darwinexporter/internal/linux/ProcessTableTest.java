package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

class ProcessTableTest {

    private static final int COLLECTIONS = 60;
    private static final int PIDS = 5000;

    private final ProcessTable table = new ProcessTable();

    @Test
    void anotherProcessOfTheSamePidTakesThePlace() {
        KnownProcess first = new KnownProcess(7, 1, 1);
        KnownProcess second = new KnownProcess(7, 2, 2);
        table.put(first);
        table.put(second);
        assertThat(table.get(7)).isSameAs(second);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void whoWasNotListedIsForgottenAndNobodyElse() {
        Random random = new Random(42);
        Map<Integer, KnownProcess> expected = new HashMap<>();
        for (int collection = 1; collection <= COLLECTIONS; collection++) {
            for (int i = 0; i < PIDS / 4; i++) {
                int pid = 1 + random.nextInt(PIDS);
                KnownProcess process = new KnownProcess(pid, collection, collection);
                table.put(process);
                expected.put(pid, process);
            }
            expected.values().removeIf(process -> random.nextInt(4) == 0);
            for (KnownProcess process : expected.values()) {
                process.listedIn = collection;
            }
            table.retainListedIn(collection, new ProcessList());
            assertThat(table.size()).isEqualTo(expected.size());
            for (int pid = 1; pid <= PIDS; pid++) {
                assertThat(table.get(pid)).isSameAs(expected.get(pid));
            }
        }
    }
}
