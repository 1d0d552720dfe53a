package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.runtime.ProcessExporter;
import io.darwinexporter.runtime.ScheduledCollection;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class ExporterDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.enabled", "false")
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            // Would not start if anything of the exporter were there.
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.procfs", "/nowhere");

    @Inject
    Instance<ProcessExporter> exporter;

    @Inject
    Instance<ScheduledCollection> schedule;

    @Inject
    Scheduler scheduler;

    @Test
    void nothingOfTheExporterIsThere() {
        assertThat(exporter.isUnsatisfied()).isTrue();
        assertThat(schedule.isUnsatisfied()).isTrue();
        assertThat(scheduler.isStarted()).isFalse();
        when().get("/metrics").then().statusCode(404);
        when().get("/q/health").then().body(not(containsString("Process collection")));
    }
}
