package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class ManagementInterfaceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.management.enabled", "true")
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metricsOfTheApplication;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Test
    void theApplicationsMetricsAndHealthAreWithTheManagement() {
        given().accept("text/plain").get(metricsOfTheApplication).then().statusCode(200)
                .body(containsString("\nprocess_num_procs{groupname=\"java\""));
        when().get(readiness).then().statusCode(200).body(containsString("Process collection"));
        when().get("/q/metrics").then().statusCode(404);
    }

    @Test
    void theExportersOwnPagesStayWithTheApplicationAndLinkToNothingElse() {
        when().get("/metrics").then().statusCode(200).body(containsString("\nprocess_num_procs{groupname=\"java\""));
        when().get("/").then().statusCode(200).body(containsString("<a href=\"metrics\">"), not(containsString("href=\"q/")));
    }
}
