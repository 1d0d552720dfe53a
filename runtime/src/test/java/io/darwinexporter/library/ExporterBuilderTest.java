package io.darwinexporter.library;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Later, with the source open, there would be nobody to close it. */
class ExporterBuilderTest {

    private final ExporterBuilder builder = new ExporterBuilder();

    @ParameterizedTest
    @ValueSource(strings = { "PT-0.000000001S", "P3651D", "PT2562047788015215H" })
    void durationsThatCannotBeMeantAreRefusedAtOnce(Duration time) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.minAge(time)).withMessageContaining("3650 days");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cpuWindow(time));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.groupRetention(time));
    }

    @Test
    void limitsThatLeaveNoRoomAreRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxGroups(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.withThreadNames(0));
    }
}
