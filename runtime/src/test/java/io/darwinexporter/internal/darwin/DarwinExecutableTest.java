package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessDescription;
import io.darwinexporter.internal.snapshot.ReadFailure;
import io.darwinexporter.internal.snapshot.SourceSettings;

@ExtendWith(StandIn.ClosesSources.class)
class DarwinExecutableTest {

    private static final String SAFARI = "/Applications/Safari.app/Contents/MacOS/Safari";

    private final StandIn standIn = StandIn.get();
    private final Collected seen = new Collected();

    private DarwinProcessSource open(Scenario scenario, Set<ProcessFact> facts) {
        return standIn.open(scenario, new SourceSettings(EnumSet.allOf(MeasureKind.class), facts, false));
    }

    private ProcessDescription description(int pid) {
        return seen.snapshot().description(seen.row(pid));
    }

    @Test
    void executablesOfOthersAreReadToo() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(700, "Safari").with("uid", 502).arguments(SAFARI, "Safari");
        seen.by(open(scenario, Set.of(ProcessFact.EXECUTABLE)));

        assertThat(description(700).executable()).isEqualTo(SAFARI);
        assertThat(description(700).commandName()).isEqualTo("Safari");
        assertThat(description(700).unread()).isEmpty();
    }

    @Test
    void theCommandIsCutAlikeWhetherOrNotTheProcessMayBeRead() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(700, "com.apple.WebKit.Networking").with("uid", 501);
        scenario.process(701, "com.apple.WebKit.Networking").with("uid", 502);
        seen.by(open(scenario, Set.of()));

        assertThat(description(700).commandName()).isEqualTo("com.apple.WebKi");
        assertThat(description(701).commandName()).isEqualTo("com.apple.WebKi");
        assertThat(description(701).name()).isEqualTo("com.apple.WebKit");
    }

    @Test
    void executablesOfOthersAreReadOnceTheyAreWanted() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(700, "Safari").with("uid", 502).arguments(SAFARI, "Safari");
        DarwinProcessSource source = open(scenario, Set.of());
        assertThat(seen.by(source).snapshot().rows()).isEqualTo(2);
        source.wantFacts(Set.of(ProcessFact.EXECUTABLE));
        seen.by(source);

        assertThat(description(700).executable()).isEqualTo(SAFARI);
    }

    @Test
    void nobodyAsksForWhatIsNotWanted() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "Safari").arguments(SAFARI, "Safari");
        DarwinProcessSource source = open(scenario, Set.of());
        standIn.forgetCalls();
        seen.by(source);

        assertThat(standIn.calls("path") + standIn.calls("args")).isZero();
        assertThat(description(700).executable()).isEmpty();
    }

    @Test
    void theFirstArgumentStandsInForADeletedFile() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "tool").with("path_gone", 1).arguments("/opt/tool", "/opt/tool", "-d");
        seen.by(open(scenario, EnumSet.allOf(ProcessFact.class)));

        assertThat(description(700).executable()).isEqualTo("/opt/tool");
        assertThat(description(700).unread()).containsOnly(entry(ProcessFact.EXECUTABLE, ReadFailure.GONE));
    }

    @Test
    void anExecChangesTheExecutable() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "sh").with("idversion", 1).arguments("/bin/sh", "sh");
        DarwinProcessSource source = open(scenario, Set.of(ProcessFact.EXECUTABLE));
        seen.by(source);
        ProcessDescription before = description(700);
        seen.by(source);
        assertThat(description(700)).isSameAs(before);
        scenario.process(700).named("sleep").with("idversion", 2).arguments("/bin/sleep", "sleep", "9");
        standIn.replace(scenario);
        seen.by(source);

        assertThat(description(700).executable()).isEqualTo("/bin/sleep");
        assertThat(description(700).arguments()).isEmpty();
    }

    @Test
    void whyTheCommandLineOfAnotherUserIsNotKnownIsTold() {
        Scenario scenario = Scenario.intelAsUser();
        scenario.process(700, "sshd").arguments("/usr/sbin/sshd", "sshd");
        seen.by(open(scenario, EnumSet.allOf(ProcessFact.class)));

        assertThat(description(700).unread()).containsOnly(entry(ProcessFact.ARGUMENTS, ReadFailure.DENIED));
        assertThat(description(700).executable()).isEqualTo("/usr/sbin/sshd");
    }
}
