package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.HostProcesses;
import io.darwinexporter.ProcessThreads;
import io.quarkus.test.QuarkusUnitTest;

/** Groups are broken down by the names of threads: those of this Java program have names. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "threads are told apart on Linux only")
class ThreadNamesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.include-patterns", "java")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.collect.thread-names", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.collect.thread-name-limit", "3");

    @Inject
    HostProcesses processes;

    @Test
    void endpointHasAsManyNamesAsAreAllowed() {
        String text = when().get("/metrics").asString();
        assertThat(text).contains("process_thread_cpu_seconds_total{groupname=\"java\"");
        assertThat(text.lines().filter(line -> line.startsWith("process_thread_group_threads{groupname=\"java\"")))
                .hasSize(4).anyMatch(line -> line.contains("threadname=\"other\""));
    }

    @Test
    void applicationsMetricsHaveThemToo() {
        assertThat(given().accept("text/plain").get("/q/metrics").asString())
                .contains("process_thread_cpu_seconds_total{groupname=\"java\"");
    }

    @Test
    void applicationsAreGivenThemAsData() {
        assertThat(processes.collect().group("java").orElseThrow().threads()).extracting(ProcessThreads::name).hasSize(4)
                .contains("java", "other");
    }
}
