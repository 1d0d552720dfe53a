package io.darwinexporter.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OtherPathsTest.Moved.class)
class OtherPathsTest {

    public static class Moved implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.root-path", "/shop",
                    "quarkus.http.non-application-root-path", "/internal",
                    "quarkus.micrometer.export.prometheus.path", "numbers",
                    "quarkus.darwin-exporter.path", "/processes");
        }
    }

    /** Without the root path: REST Assured would add it. */
    @TestHTTPResource
    URI root;

    @Test
    void theEndpointIsBelowTheRootPath() {
        given().get(root.resolve("/shop/processes")).then().statusCode(200)
                .body(containsString("process_num_procs{groupname=\""));
        given().get(root.resolve("/processes")).then().statusCode(404);
        given().get(root.resolve("/shop/metrics")).then().statusCode(404);
    }

    @Test
    void theApplicationsMetricsAreWhereTheApplicationHasThem() {
        given().accept("text/plain").get(root.resolve("/internal/numbers")).then().statusCode(200)
                .body(containsString("process_num_procs{groupname=\""), containsString("jvm_memory_used_bytes"));
    }

    @Test
    void thePageForPeopleLeadsToBoth() {
        given().get(root.resolve("/shop/")).then().statusCode(200).body(containsString("<a href=\"processes\">"),
                containsString("<a href=\"../internal/numbers\">"));
    }
}
