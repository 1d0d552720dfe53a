package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;
import io.quarkus.test.QuarkusUnitTest;

@EnabledOnOs(OS.LINUX)
class UnsupportedPlatformTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.platform", "darwin")
            .assertException(thrown -> assertThat(thrown).isInstanceOf(UnsupportedPlatformException.class));

    @Test
    void anApplicationDoesNotStartWhereProcessesCannotBeRead() {
        fail("the application has started");
    }
}
