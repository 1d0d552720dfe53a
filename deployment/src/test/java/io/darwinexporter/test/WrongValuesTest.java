package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class WrongValuesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.interval", "abc")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.path", "/")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.process-info.limit", "-1")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.grouping.by-user", "perhaps")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.collect.thread-name-limit", "0")
            .assertException(thrown -> assertThat(thrown).message().contains(
                    "quarkus.darwin-exporter.interval with the config value \"abc\"", "it takes a duration from 1s to 24h",
                    "quarkus.darwin-exporter.path with the config value \"/\"", "it takes a path such as /metrics",
                    "quarkus.darwin-exporter.process-info.limit with the config value \"-1\"", "it takes a whole number",
                    "quarkus.darwin-exporter.grouping.by-user with the config value \"perhaps\"", "it takes true or false",
                    "quarkus.darwin-exporter.collect.thread-name-limit with the config value \"0\""));

    @Test
    void allOfThemAreToldAtOnce() {
        fail("the application has started");
    }
}
