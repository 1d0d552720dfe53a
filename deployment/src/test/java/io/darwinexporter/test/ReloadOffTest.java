package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ReloadOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Test
    void nobodyReloadsUnlessItIsSwitchedOn() {
        when().post("/-/reload").then().statusCode(404).body(startsWith("off; quarkus.darwin-exporter.reload.enabled=true"));
    }
}
