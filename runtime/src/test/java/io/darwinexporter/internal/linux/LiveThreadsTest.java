package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.NamedThreads;
import io.darwinexporter.internal.group.ThreadSettings;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.ThreadCounter;

/** Threads of a real process, against what they say themselves. */
@EnabledOnOs(OS.LINUX)
class LiveThreadsTest {

    private static final String PROGRAM = "threads";

    private ThreadsProgram program;
    private SharedCollection collection;

    /** {@code threads.c}. */
    private static final class ThreadsProgram extends ChildProcess {

        ThreadsProgram(Path program) throws IOException {
            super(new ProcessBuilder(program.toString()).directory(program.getParent().toFile()));
        }

        /** Has a thread do something. Returns what it has used: see there. */
        long[] tell(String thread, String what, String amount) throws IOException {
            send(thread + " " + what + " " + amount);
            String line = line();
            if (!Character.isDigit(line.charAt(0))) {
                return new long[0];
            }
            String[] numbers = line.split(" ");
            long[] use = new long[numbers.length];
            for (int i = 0; i < use.length; i++) {
                use[i] = Long.parseLong(numbers[i]);
            }
            return use;
        }
    }

    @BeforeEach
    void start() throws Exception {
        program = new ThreadsProgram(CompiledProgram.of(PROGRAM));
    }

    @AfterEach
    void close() {
        if (collection != null) {
            collection.close();
        }
        program.close();
    }

    private void open(boolean taskstats) {
        ThreadSettings threads = new ThreadSettings(group -> group.labels().groupName().equals(PROGRAM), 100);
        collection = new SharedCollection(new CollectionCycle(
                LinuxProcessSource.open(SourceSettings.defaults(), new LinuxSettings(Path.of("/proc"), taskstats)),
                name -> name.equals(PROGRAM), new ConfiguredGrouping(true, false, false),
                new GroupSettings(Duration.ZERO, Duration.ofHours(1), threads)), Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void eachThreadHasWhatItSaysOfItself(boolean taskstats) throws Exception {
        program.tell("burner", "start", "-");
        program.tell("toucher", "start", "-");
        program.tell("writer", "start", "-");
        program.tell("sleeper", "start", "-");
        open(taskstats);
        collection.collect();
        long[] burned = program.tell("burner", "burn", "0.3");
        long[] touched = program.tell("toucher", "touch", "8388608");
        program.tell("writer", "write", "4194304");
        long[] slept = program.tell("sleeper", "sleep", "1000");
        collection.collect();

        assertThat(cpuNanos("burner")).isCloseTo(TimeUnit.MICROSECONDS.toNanos(burned[0]), within(30_000_000L));
        assertThat(cpuNanos("sleeper")).isLessThan(200_000_000L);
        assertThat(value("toucher", ThreadCounter.MINOR_FAULTS)).isEqualTo(touched[1]).isGreaterThan(2000);
        assertThat(value("burner", ThreadCounter.MINOR_FAULTS)).isLessThan(1000);
        assertThat(value("writer", ThreadCounter.DISK_WRITE_BYTES)).isCloseTo(4194304, withinPercentage(5));
        assertThat(value("burner", ThreadCounter.DISK_WRITE_BYTES)).isZero();
        assertThat(value("sleeper", ThreadCounter.VOLUNTARY_SWITCHES)).isCloseTo(slept[3], within(2L)).isGreaterThan(990);
        assertThat(value("sleeper", ThreadCounter.INVOLUNTARY_SWITCHES)).isCloseTo(slept[4], within(2L));
        assertThat(named(PROGRAM).living()).isEqualTo(1);
    }

    @Test
    void threadsAreAsManyAsTheProcessHas() throws Exception {
        for (int i = 0; i < 10; i++) {
            program.tell("pool-" + i, "start", "-");
            program.tell("pool-" + i, "rename", "pool");
        }
        open(true);
        collection.collect();
        assertThat(named("pool").living()).isEqualTo(10);
        assertThat(named(PROGRAM).living()).isEqualTo(1);
        assertThat(this.<Long> group(group -> group.value(Measure.THREADS))).isEqualTo(11);

        program.tell("pool-3", "end", "-");
        collection.collect();
        assertThat(named("pool").living()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void pastStaysWithTheNameThatAThreadHadThen(boolean taskstats) throws Exception {
        program.tell("first", "start", "-");
        program.tell("first", "burn", "0.2");
        open(taskstats);
        collection.collect();
        long past = cpuNanos("first");
        assertThat(past).isBetween(150_000_000L, 300_000_000L);

        program.tell("first", "rename", "second");
        program.tell("first", "burn", "0.1");
        collection.collect();
        assertThat(cpuNanos("first")).isEqualTo(past);
        assertThat(named("first").living()).isZero();
        assertThat(cpuNanos("second")).isBetween(50_000_000L, 200_000_000L);

        program.tell("first", "end", "-");
        collection.collect();
        assertThat(cpuNanos("second")).isPositive();
        assertThat(named("second").living()).isZero();
    }

    @Test
    void threadBornLaterCountsInFull() throws Exception {
        open(true);
        collection.collect();
        program.tell("late", "start", "-");
        program.tell("late", "burn", "0.2");
        collection.collect();
        assertThat(cpuNanos("late")).isBetween(150_000_000L, 300_000_000L);
    }

    @Test
    void countersStandStillWhileNothingRuns() throws Exception {
        program.tell("burner", "start", "-");
        program.tell("burner", "burn", "0.1");
        open(true);
        collection.collect();
        long before = cpuNanos("burner");
        for (int i = 0; i < 2 * Savings.DEFAULT_FULL_READ_EVERY; i++) {
            collection.collect();
            assertThat(named("burner").living()).isEqualTo(1);
        }
        assertThat(cpuNanos("burner")).isEqualTo(before);
    }

    private long cpuNanos(String name) {
        return value(name, ThreadCounter.CPU_USER_NANOS) + value(name, ThreadCounter.CPU_SYSTEM_NANOS);
    }

    private long value(String name, ThreadCounter counter) {
        NamedThreads named = named(name);
        assertThat(named.has(counter)).as(name + ' ' + counter).isTrue();
        return named.value(counter);
    }

    private NamedThreads named(String name) {
        return group(group -> {
            for (int i = 0; i < group.threadBreakdown().size(); i++) {
                if (group.threadBreakdown().threads(i).name().equals(name)) {
                    return group.threadBreakdown().threads(i);
                }
            }
            throw new AssertionError("no threads " + name);
        });
    }

    private <T> T group(Function<Group, T> question) {
        return collection.latest((CollectionResult result) -> {
            assertThat(result.report().success()).isTrue();
            return question.apply(result.groups().group(0));
        });
    }
}
