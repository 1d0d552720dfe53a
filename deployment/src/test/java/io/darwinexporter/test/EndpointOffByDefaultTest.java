package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.runtime.ExporterRoutes;
import io.darwinexporter.runtime.ProcessExporter;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class EndpointOffByDefaultTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication();

    @Inject
    Instance<ProcessExporter> exporter;

    @Inject
    Instance<ExporterRoutes> routes;

    @Inject
    Scheduler scheduler;

    @Test
    void anApplicationHasAnExporterThatCollectsButNoPages() {
        assertThat(exporter.isResolvable()).isTrue();
        assertThat(scheduler.getScheduledJob("darwin-exporter")).isNotNull();
        assertThat(routes.isUnsatisfied()).isTrue();
        when().get("/metrics").then().statusCode(404);
        when().get("/").then().statusCode(404);
    }
}
