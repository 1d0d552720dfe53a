package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.internal.snapshot.Measure;

/** What is told while what is dear is read of some processes only. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class LightCollectionsTest extends OnFakeProcfs {

    private static final int TURNS = 4;

    LightCollectionsTest(boolean saving) {
        super(saving);
    }

    @Test
    void lightCollectionsReadMemoryAndTheLikeEveryFourthTime() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).ticks(1, 0).pages(100, 10);
        process.write();
        open(false);
        collect();
        source.lighten(true);
        int seen = 0;
        for (int i = 1; i <= 8; i++) {
            process.ticks(1 + i, 0).pages(100 + i, 10).write();
            collect();
            assertThat(value(10, Measure.CPU_USER_NANOS)).isEqualTo((1 + i) * TICK);
            assertThat(value(10, Measure.OPEN_DESCRIPTORS)).isPositive();
            seen += value(10, Measure.RESIDENT_BYTES) == (100 + i) * PAGE ? 1 : 0;
        }
        assertThat(seen).isEqualTo(2);

        procfs.process(11).pages(70, 10).write();
        collect();
        assertThat(value(11, Measure.RESIDENT_BYTES)).isEqualTo(70 * PAGE);

        source.lighten(false);
        for (int i = 1; i <= 4; i++) {
            process.pages(200 + i, 10).write();
            collect();
            assertThat(value(10, Measure.RESIDENT_BYTES)).isEqualTo((200 + i) * PAGE);
        }
    }

    @Test
    void ofAProcessWhoseMainThreadHasEndedNothingIsToldThatCannotBeRead() throws Exception {
        procfs.process(10).state('Z').threads(2).write().writeThread(10, 'Z', 1).writeThread(11, 'S', 1);
        open(false);
        collect();
        source.lighten(true);
        for (int i = 0; i < TURNS; i++) {
            collect();
            assertThat(value(10, Measure.DISK_READ_BYTES)).isEqualTo(4096);
            for (Measure measure : new Measure[] { Measure.RESIDENT_BYTES, Measure.VIRTUAL_BYTES, Measure.FOOTPRINT_BYTES,
                    Measure.PROPORTIONAL_BYTES, Measure.OPEN_DESCRIPTORS }) {
                assertThat(has(10, measure)).as(measure.name()).isFalse();
            }
        }
    }

    @Test
    void whatWasReadBeforeTheMainThreadEndedIsNotToldAgain() throws Exception {
        FakeProcfs.FakeProcess process = procfs.process(10).threads(2).write();
        process.writeThread(10, 'S', 1).writeThread(11, 'S', 1);
        open(false);
        collect();
        source.lighten(true);
        process.state('Z').ticks(11, 5).write();
        for (int i = 0; i < TURNS; i++) {
            collect();
            assertThat(has(10, Measure.RESIDENT_BYTES)).isFalse();
            assertThat(has(10, Measure.OPEN_DESCRIPTORS)).isFalse();
        }
    }
}
