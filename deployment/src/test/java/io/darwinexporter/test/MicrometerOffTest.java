package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MicrometerOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.micrometer.enabled", "false")
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Test
    void withoutMicrometerThereIsStillTheExportersOwnEndpoint() {
        when().get("/q/metrics").then().statusCode(404);
        when().get("/metrics").then().statusCode(200).body(containsString("process_num_procs{groupname=\"java\""));
    }
}
