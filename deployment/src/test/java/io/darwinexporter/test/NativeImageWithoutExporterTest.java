package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class NativeImageWithoutExporterTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = NativeRegistrations.writtenDown(new QuarkusUnitTest())
            .overrideConfigKey("quarkus.darwin-exporter.enabled", "false");

    @Test
    void neitherJnaNorBindingsAreRegistered() throws Exception {
        assertThat(NativeRegistrations.lines()).isNotEmpty()
                .noneMatch(line -> line.contains("com.sun.jna") || line.contains("com/sun/jna"))
                .noneMatch(line -> line.contains(".binding."));
    }
}
