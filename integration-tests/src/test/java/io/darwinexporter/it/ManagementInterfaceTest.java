package io.darwinexporter.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(ManagementInterfaceTest.OnItsOwnPort.class)
class ManagementInterfaceTest {

    public static class OnItsOwnPort implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.management.enabled", "true", "quarkus.management.test-port", "0");
        }
    }

    @TestHTTPResource(value = "/metrics", management = true)
    URI metricsOfTheApplication;

    @Test
    void theApplicationsMetricsAreWithTheManagementAndCarryTheFamilies() {
        given().accept("text/plain").get(metricsOfTheApplication).then().statusCode(200)
                .body(containsString("process_num_procs{groupname=\""), containsString("jvm_memory_used_bytes"));
        when().get("/q/metrics").then().statusCode(404);
    }

    @Test
    void theExportersOwnPagesStayWithTheApplication() {
        when().get("/metrics").then().statusCode(200).body(containsString("process_num_procs{groupname=\""));
        when().get("/").then().statusCode(200).body(containsString("<a href=\"metrics\">"),
                not(containsString("href=\"q/metrics")));
    }
}
