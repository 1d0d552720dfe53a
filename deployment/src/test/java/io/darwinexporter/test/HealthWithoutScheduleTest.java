package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HealthWithoutScheduleTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.scheduler.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.interval", "1s");

    @Test
    void whereOnlyScrapesCollectNoCollectionIsTooOld() throws InterruptedException {
        when().get("/q/health/ready").then().statusCode(200);
        // As long as a schedule would have to keep up.
        TimeUnit.MILLISECONDS.sleep(3_200);
        when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
