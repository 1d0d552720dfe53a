package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HealthOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.health.enabled", "false");

    @Test
    void theExporterHasNoPartInHealth() {
        when().get("/q/health").then().statusCode(200).body("status", equalTo("UP"),
                "checks.name.findAll { it.startsWith('Process collection') }", empty());
    }
}
