package io.darwinexporter.internal.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessView;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

class ConfiguredGroupingTest {

    private static String groupOf(ConfiguredGrouping grouping, FakeProcess process) {
        SnapshotBuffer snapshot = new SnapshotBuffer();
        snapshot.begin(0);
        process.addTo(snapshot, ProcessFilter.ALL);
        return grouping.groupName(new ProcessView(snapshot, 0).wrap(0));
    }

    @ParameterizedTest
    @CsvSource({ "true,false,false,java", "false,true,false,bob", "false,false,true,/usr/bin/java", "true,true,false,java:bob",
            "true,true,true,java:bob:/usr/bin/java", "false,true,true,bob:/usr/bin/java", "false,false,false,java" })
    void partsAreJoinedInOrder(boolean byName, boolean byUser, boolean byCmdline, String group) {
        FakeProcess java = FakeProcess.process(5, 0).name("java").user("bob").arguments("/usr/bin/java", "-jar", "x.jar");

        assertThat(groupOf(new ConfiguredGrouping(byName, byUser, byCmdline), java)).isEqualTo(group);
    }

    @Test
    void nameStandsInForAMissingCommandLine() {
        FakeProcess none = FakeProcess.process(5, 0).name("kworker").user("root");
        FakeProcess empty = FakeProcess.process(5, 0).name("kworker").user("root").arguments("", "x");

        assertThat(groupOf(new ConfiguredGrouping(false, false, true), none)).isEqualTo("kworker");
        assertThat(groupOf(new ConfiguredGrouping(false, false, true), empty)).isEqualTo("kworker");
        assertThat(groupOf(new ConfiguredGrouping(false, true, true), none)).isEqualTo("root:kworker");
        assertThat(groupOf(new ConfiguredGrouping(true, false, true), none)).isEqualTo("kworker");
    }

    @Test
    void argumentsAreAskedForOnlyWhereTheyAreUsed() {
        assertThat(new ConfiguredGrouping(true, true, false).usedFacts()).isEmpty();
        assertThat(new ConfiguredGrouping(false, false, true).usedFacts()).containsExactly(ProcessFact.ARGUMENTS);
    }

    @ParameterizedTest
    @CsvSource({ "true,false,false,by name", "true,true,true,'by name, user, command'", "false,true,false,by user",
            "false,false,false,by name" })
    void itSaysWhatItGroupsBy(boolean byName, boolean byUser, boolean byCmdline, String text) {
        assertThat(new ConfiguredGrouping(byName, byUser, byCmdline)).hasToString(text);
    }
}
