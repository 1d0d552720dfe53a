package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.sun.management.ThreadMXBean;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * What a steady cycle costs: native calls and garbage.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinCostTest {

    private static final int PROCESSES = 1_000;

    private final StandIn standIn = StandIn.get();
    private final Collected seen = new Collected();

    private DarwinProcessSource openSteady(Scenario scenario, Set<ProcessFact> facts) {
        for (int i = 0; i < PROCESSES; i++) {
            scenario.process(1_000 + i, "worker-" + i % 10).with("uid", i % 2 == 0 ? 501 : 0).with("fds", 7)
                    .arguments("/bin/worker", "worker");
        }
        DarwinProcessSource source = standIn.open(scenario,
                new SourceSettings(EnumSet.allOf(MeasureKind.class), facts, false));
        seen.by(source);
        return source;
    }

    @Test
    void aSteadyCycleMakesThreeCallsForEachProcess() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        DarwinProcessSource source = openSteady(scenario, Set.of());
        standIn.forgetCalls();
        seen.by(source);

        assertThat(standIn.calls("list")).isEqualTo(1);
        assertThat(standIn.calls("usage")).isEqualTo(PROCESSES + 1);
        assertThat(standIn.calls("fds")).isEqualTo(PROCESSES + 1);
        assertThat(standIn.calls("task")).isEqualTo(PROCESSES + 1);
        assertThat(standIn.calls()).isEqualTo(1 + 3 * (PROCESSES + 1));
    }

    @Test
    void factsAddAConstantToASteadyCycle() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        DarwinProcessSource source = openSteady(scenario, EnumSet.allOf(ProcessFact.class));
        standIn.forgetCalls();
        seen.by(source);

        assertThat(standIn.calls("args")).isLessThanOrEqualTo(1);
        assertThat(standIn.calls("path")).isLessThanOrEqualTo(1);
        assertThat(standIn.calls()).isLessThanOrEqualTo(1 + 3 * (PROCESSES + 1) + 17 + 2);
    }

    @Test
    void aForeignProcessCostsOneCall() {
        Scenario scenario = Scenario.intelAsUser();
        DarwinProcessSource source = openSteady(scenario, Set.of());
        standIn.forgetCalls();
        seen.by(source);

        int own = PROCESSES / 2 + 1;
        assertThat(standIn.calls()).isEqualTo(1 + 3 * own + PROCESSES / 2);
    }

    @Test
    void aNewProcessCostsTwoCallsMore() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        DarwinProcessSource source = standIn.open(scenario);
        seen.by(source);
        scenario.process(700, "new");
        standIn.replace(scenario);
        standIn.forgetCalls();
        seen.by(source);

        assertThat(standIn.calls()).isEqualTo(1 + 3 + 5);
    }

    @Test
    void aSteadyCycleMakesNoGarbageForAProcess() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        DarwinProcessSource source = openSteady(scenario, Set.of());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 30; i++) {
            seen.by(source);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            seen.by(source);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isLessThan(PROCESSES);
    }
}
