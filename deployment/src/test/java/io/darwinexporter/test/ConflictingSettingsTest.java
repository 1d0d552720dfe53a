package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ConflictingSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.path", "/q/processes")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.pattern-syntax", "regex")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.include-patterns", "java,(,ok")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.exclude-patterns", "[")
            .assertException(thrown -> assertThat(thrown).message().contains(
                    "quarkus.darwin-exporter.path: \"/q/processes\" is not accepted, it takes a path that is none of Quarkus's",
                    "quarkus.darwin-exporter.include-patterns: \"(\" is not accepted, it takes regular expressions",
                    "quarkus.darwin-exporter.exclude-patterns: \"[\" is not accepted, it takes regular expressions")
                    .doesNotContain("\"java\"", "\"ok\""));

    @Test
    void allOfThemAreToldAtOnce() {
        fail("the application has started");
    }
}
