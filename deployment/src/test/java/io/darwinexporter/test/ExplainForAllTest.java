package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ExplainForAllTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.http.host", "0.0.0.0")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.explain.enabled", "true");

    @Test
    void explanationsCanBeSwitchedOn() {
        long pid = ProcessHandle.current().pid();
        when().get("/explain?pid=" + pid).then().statusCode(200).body(startsWith("process " + pid + ", \"java\""));
    }
}
