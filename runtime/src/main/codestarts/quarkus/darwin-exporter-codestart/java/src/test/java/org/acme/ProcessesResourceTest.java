package org.acme;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ProcessesResourceTest {

    @Test
    void testProcessesEndpoint() {
        given().when().get("/processes").then().statusCode(200).body(containsString(" processes"));
    }

    @Test
    void testMetricsEndpoint() {
        given().accept("text/plain").when().get("/q/metrics").then().statusCode(200)
                .body(containsString("process_num_procs{groupname="));
    }
}
