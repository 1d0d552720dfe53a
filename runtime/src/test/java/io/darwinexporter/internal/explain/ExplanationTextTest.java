package io.darwinexporter.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.explain.Explanation.Ancestor;
import io.darwinexporter.internal.explain.Explanation.Fact;
import io.darwinexporter.internal.explain.Explanation.Placement;
import io.darwinexporter.internal.explain.Explanation.Reading;
import io.darwinexporter.internal.explain.Explanation.Subject;
import io.darwinexporter.internal.explain.Explanation.Unread;
import io.darwinexporter.internal.filter.NameDecision;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ReadFailure;

class ExplanationTextTest {

    @Test
    void everythingHasItsLine() {
        Explanation explanation = explanation("postgres", "db");

        assertThat(ExplanationText.of(explanation)).isEqualTo("""
                process 4711, "postgres" of alice
                  group                    db
                  because                  of something
                  by its name              shown: include pattern "post" matches, and no exclude pattern does
                  command name             postgres
                  user id                  26
                  state                    sleeping
                  started                  2026-11-22T20:00:00Z
                  arguments                postgres
                  arguments                -D
                  executable               not read: denied; instead of it:
                  executable               postgres
                  control groups           not read, because the grouping does not look at it
                  parent                   400, "systemd", in no group
                  its parent               1, not seen
                 Read:
                  cpu user                 1,234.568 s
                  resident                 9,367,552 bytes
                  descriptor limit used    0.05 %
                  threads                  3
                 Not read:
                  not allowed              disk read, disk write
                  not available here       energy
                """);
    }

    @Test
    void namesCannotMoveTheCursor() {
        String text = ExplanationText.of(explanation("evil\u001b[2J\n  group  root\u202e", "group\u0007"));

        assertThat(text.codePoints()).noneMatch(c -> c != '\n' && Character.isISOControl(c)).doesNotContain(0x202e);
        assertThat(text).contains("process 4711, \"evil?[2J?  group  root?\" of alice\n", "group?\n");
    }

    private static Explanation explanation(String name, String group) {
        return new Explanation(
                new Subject(4711, name, name, "alice", 26, "sleeping", Instant.parse("2026-11-22T20:00:00Z")),
                List.of(new Fact(ProcessFact.ARGUMENTS, List.of("postgres", "-D"), true, null),
                        new Fact(ProcessFact.EXECUTABLE, List.of("postgres"), true, ReadFailure.DENIED),
                        new Fact(ProcessFact.CONTROL_GROUPS, List.of(), false, null)),
                List.of(new Ancestor(400, "systemd", null), new Ancestor(1, null, null)),
                new NameDecision(NameDecision.Reason.INCLUDED, "post"), List.of(),
                new Placement(group, Placement.Reason.GROUPING, "of something"),
                List.of(new Reading(Measure.CPU_USER_NANOS, 1_234_567_890_123L),
                        new Reading(Measure.RESIDENT_BYTES, 9_367_552),
                        new Reading(Measure.DESCRIPTOR_LIMIT_USED_MILLIONTHS, 500), new Reading(Measure.THREADS, 3)),
                List.of(new Unread(Measure.DISK_READ_BYTES, Unread.Reason.DENIED),
                        new Unread(Measure.DISK_WRITE_BYTES, Unread.Reason.DENIED),
                        new Unread(Measure.ENERGY_NANOJOULES, Unread.Reason.UNSUPPORTED)));
    }
}
