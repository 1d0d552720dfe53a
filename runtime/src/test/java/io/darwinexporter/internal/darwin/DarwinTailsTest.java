package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.darwinexporter.internal.snapshot.Measure;

/**
 * What processes used before they ended reaches their group, and does so once. Ticks are those of Apple silicon: 24 million a
 * second.
 */
@ExtendWith(StandIn.ClosesSources.class)
class DarwinTailsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long TICKS = 24_000_000;

    private final Followed followed = new Followed();

    private void startShellWithCompiler() {
        Scenario scenario = Scenario.appleSiliconAsRoot();
        scenario.process(700, "sh");
        scenario.process(701, "cc").with("ppid", 700).with("user", TICKS).with("pageins", 10).with("disk_read", 100);
        followed.start(scenario).collect();
        assertThat(compiled(Measure.CPU_USER_NANOS)).isEqualTo(SECOND);
    }

    private long compiled(Measure measure) {
        return followed.group("cc").value(measure);
    }

    private void collectWithChildTimes(long ticks, long pageins) {
        followed.scenario().process(700).with("child_user", ticks).with("child_pageins", pageins);
        followed.collect();
    }

    @Test
    void aZombieIsCreditedAndItsParentsChildTimesAreNot() {
        startShellWithCompiler();
        followed.scenario().process(701).in("zombie").with("user", TICKS * 3 / 2).with("pageins", 15).with("disk_read", 150);
        followed.collect();
        assertThat(compiled(Measure.CPU_USER_NANOS)).isEqualTo(SECOND * 3 / 2);
        assertThat(compiled(Measure.DISK_READ_BYTES)).isEqualTo(150);
        assertThat(followed.group("cc").processes()).isZero();
        assertThat(followed.group("cc").exits()).isEqualTo(1);

        followed.collect();
        followed.scenario().remove(701);
        collectWithChildTimes(TICKS * 3 / 2, 15);
        followed.collect();
        assertThat(compiled(Measure.CPU_USER_NANOS)).isEqualTo(SECOND * 3 / 2);
        assertThat(compiled(Measure.PAGEINS)).isEqualTo(15);
        assertThat(followed.group("cc").exits()).isEqualTo(1);
        assertThat(followed.group("sh").value(Measure.CPU_USER_NANOS)).isZero();
    }

    @Test
    void whoseParentWasQuickerIsCreditedByChildTimes() {
        startShellWithCompiler();
        followed.scenario().remove(701);
        collectWithChildTimes(TICKS * 7 / 4, 13);

        assertThat(compiled(Measure.CPU_USER_NANOS)).isEqualTo(SECOND * 7 / 4);
        assertThat(compiled(Measure.PAGEINS)).isEqualTo(13);
        assertThat(followed.group("cc").exits()).isEqualTo(1);
    }

    @Test
    void whoEndsWhileBeingReadIsCreditedOnce() {
        startShellWithCompiler();
        followed.scenario().before("task", 701, "exit").process(701).with("user", TICKS * 2);
        followed.collect();
        assertThat(compiled(Measure.CPU_USER_NANOS)).isEqualTo(2 * SECOND);

        followed.scenario().withoutEvents().remove(701);
        collectWithChildTimes(TICKS * 2, 10);
        assertThat(compiled(Measure.CPU_USER_NANOS)).isEqualTo(2 * SECOND);
    }

    @Test
    void whoseEndIsSeenInTwoStepsIsNotCreditedTwice() {
        startShellWithCompiler();
        followed.scenario().before("task", 701, "die").process(701).with("user", TICKS * 2);
        followed.collect();
        followed.scenario().withoutEvents().process(701).in("zombie");
        followed.collect();
        followed.scenario().remove(701);
        collectWithChildTimes(TICKS * 2, 10);

        assertThat(compiled(Measure.CPU_USER_NANOS)).isBetween(SECOND, 2 * SECOND);
    }
}
