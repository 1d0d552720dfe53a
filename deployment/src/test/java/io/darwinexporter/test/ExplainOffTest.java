package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ExplainOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.http.host", "0.0.0.0");

    @Test
    void whoListensToTheNetworkExplainsNothing() {
        when().get("/explain?pid=1").then().statusCode(404)
                .body(startsWith("off; quarkus.darwin-exporter.explain.enabled=true"));
    }
}
