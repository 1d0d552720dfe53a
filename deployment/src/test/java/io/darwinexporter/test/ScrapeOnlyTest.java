package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class ScrapeOnlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.interval", "0");

    @Inject
    Scheduler scheduler;

    @Test
    void withoutAnIntervalNothingIsScheduledAndScrapesCollect() {
        assertThat(scheduler.getScheduledJobs()).isEmpty();
        when().get("/metrics").then().statusCode(200).body(containsString("darwin_exporter_collection_success 1"));
    }
}
