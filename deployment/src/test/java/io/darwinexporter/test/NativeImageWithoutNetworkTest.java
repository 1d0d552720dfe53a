package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class NativeImageWithoutNetworkTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = NativeRegistrations.writtenDown(new QuarkusUnitTest())
            .overrideConfigKey("quarkus.darwin-exporter.collectors", "cpu,memory");

    @Test
    void bindingsOfCollectorsThatAreBuiltOutAreNotRegisteredForCalls() throws Exception {
        assertThat(NativeRegistrations.lines())
                .contains("methods io.darwinexporter.internal.linux.binding.LibC",
                        "methods io.darwinexporter.internal.darwin.binding.LibSystem")
                .noneMatch(line -> line.contains(".network.") && !line.startsWith("initialized "));
    }
}
