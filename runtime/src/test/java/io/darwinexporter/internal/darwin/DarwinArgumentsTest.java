package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceSettings;

@ExtendWith(StandIn.ClosesSources.class)
class DarwinArgumentsTest {

    private final StandIn standIn = StandIn.get();
    private final Collected seen = new Collected();

    private DarwinProcessSource open(Scenario scenario) {
        return standIn.open(scenario,
                new SourceSettings(EnumSet.allOf(MeasureKind.class), Set.of(ProcessFact.ARGUMENTS), false));
    }

    /** Adds as many processes as are listed, and looked at in turn, before those that are there: their turn is not next. */
    private static void addCrowd(Scenario scenario) {
        for (int pid = 1000; pid < 1100; pid++) {
            scenario.process(pid, "crowd").arguments("/bin/crowd", "crowd");
        }
    }

    private List<String> arguments(int pid) {
        return seen.snapshot().arguments(seen.row(pid));
    }

    @Test
    void emptyStringsAreArgumentsAndTheEnvironmentIsNot() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "tool").arguments("/bin/tool", "tool", "", "-x", "", "").environment("SECRET=1", "PATH=/bin");
        scenario.process(701, "nameless").arguments("/bin/nameless", "", "second").environment("SECRET=1");
        scenario.process(702, "bare").arguments("/bin/bare").environment("SECRET=1");
        seen.by(open(scenario));

        assertThat(arguments(700)).containsExactly("tool", "", "-x", "", "");
        assertThat(arguments(701)).containsExactly("", "second");
        assertThat(arguments(702)).isEmpty();
    }

    @Test
    void halfAMegabyteIsReadWhole() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        String large = "x".repeat(500_000);
        scenario.process(700, "cc").arguments("/usr/bin/cc", "cc", large, "end").environment("SECRET=1");
        seen.by(open(scenario));

        assertThat(arguments(700)).containsExactly("cc", large, "end");
    }

    @Test
    void whatHasNoCommandLineIsCountedOnce() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "stackless");
        scenario.process(0, "kernel_task");
        scenario.process(Scenario.SELF).arguments("/usr/bin/java", "java");
        DarwinProcessSource source = open(scenario);
        seen.by(source);
        assertThat(arguments(700)).isEmpty();
        assertThat(seen.snapshot().failures(MeasureKind.IDENTITY, ReadFailure.FAILED)).isEqualTo(1);
        assertThat(seen.by(source).snapshot().failures(MeasureKind.IDENTITY, ReadFailure.FAILED)).isZero();
    }

    @Test
    void foreignProcessesAreNotAskedFor() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(700, "sshd").arguments("/usr/sbin/sshd", "sshd");
        DarwinProcessSource source = open(scenario);
        standIn.forgetCalls();
        seen.by(source);

        assertThat(arguments(700)).isEmpty();
        assertThat(standIn.calls("args")).isEqualTo(1);
    }

    @Test
    void anExecOfAnotherNameIsSeenAtOnce() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "sh").with("idversion", 1).arguments("/bin/sh", "sh", "-c", "sleep 9");
        addCrowd(scenario);
        DarwinProcessSource source = open(scenario);
        seen.by(source);
        ProcessDescription before = seen.snapshot().description(seen.row(700));
        scenario.process(700).named("sleep").with("idversion", 2).arguments("/bin/sleep", "sleep", "9");
        standIn.replace(scenario);
        seen.by(source);

        assertThat(arguments(700)).containsExactly("sleep", "9");
        assertThat(seen.snapshot().description(seen.row(700))).isNotSameAs(before);
    }

    @Test
    void anExecOfAnotherExecutableUnderTheSameNameIsSeenAtOnce() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "python").with("idversion", 1).with("image", 5).arguments("/usr/bin/python", "python", "a.py");
        addCrowd(scenario);
        DarwinProcessSource source = open(scenario);
        seen.by(source);
        scenario.process(700).with("idversion", 2).with("image", 6).arguments("/opt/bin/python", "python", "b.py");
        standIn.replace(scenario);

        seen.by(source);
        assertThat(arguments(700)).containsExactly("python", "b.py");
    }

    @Test
    void theFirstExecSinceTheForkIsSeenAtOnce() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "python").with("idversion", 1).with("flags", 0x4).arguments("/usr/bin/python", "python", "a.py");
        addCrowd(scenario);
        DarwinProcessSource source = open(scenario);
        seen.by(source);
        scenario.process(700).with("idversion", 2).with("flags", 0x4004).arguments("/usr/bin/python", "python", "b.py");
        standIn.replace(scenario);

        seen.by(source);
        assertThat(arguments(700)).containsExactly("python", "b.py");
    }

    @Test
    void anExecOfTheSameExecutableIsSeenInTurn() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        for (int pid = 700; pid < 750; pid++) {
            scenario.process(pid, "python").with("idversion", 1).with("flags", 0x4000).arguments("/usr/bin/python", "python",
                    "old");
        }
        DarwinProcessSource source = open(scenario);
        seen.by(source);
        for (int pid = 700; pid < 750; pid++) {
            scenario.process(pid).with("idversion", 2).arguments("/usr/bin/python", "python", "new");
        }
        standIn.replace(scenario);
        for (int i = 0; i < 4; i++) {
            standIn.forgetCalls();
            seen.by(source);
            assertThat(standIn.calls("args")).isLessThanOrEqualTo(16);
        }
        for (int pid = 700; pid < 750; pid++) {
            assertThat(arguments(pid)).containsExactly("python", "new");
        }
    }

    @Test
    void aNewNameWithoutExecDoesNotReadThemAgain() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "daemon").with("idversion", 4).arguments("/sbin/daemon", "daemon");
        DarwinProcessSource source = open(scenario);
        seen.by(source);
        scenario.process(700).named("daemon: idle");
        standIn.replace(scenario);
        standIn.forgetCalls();
        seen.by(source);

        assertThat(standIn.calls("args")).isZero();
        assertThat(arguments(700)).containsExactly("daemon");
    }

    @Test
    void argumentsOfASuccessorUnderThePidAreNotTaken() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "daemon").arguments("/sbin/daemon", "daemon");
        scenario.process(700, "other").with("spare", 1).started(Scenario.START_SECONDS + 9, 0).arguments("/bin/other", "other");
        scenario.before("args", 700, "replace");
        seen.by(open(scenario));

        assertThat(seen.has(700)).isFalse();
        assertThat(seen.snapshot().vanished()).isEqualTo(1);
    }
}
