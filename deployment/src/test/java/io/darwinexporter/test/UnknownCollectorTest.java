package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnknownCollectorTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.collectors", "cpu,memroy")
            .assertException(thrown -> assertThat(thrown).hasStackTraceContaining("quarkus.darwin-exporter.collectors")
                    .hasStackTraceContaining("memroy").hasStackTraceContaining("descriptors"));

    @Test
    void theBuildFailsAndTellsWhatThereIs() {
        fail("the application has been built");
    }
}
