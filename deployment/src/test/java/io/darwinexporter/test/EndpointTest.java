package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;

class EndpointTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Test
    void scrapersThatAskForNothingGetTheTextFormat() {
        Response response = when().get("/metrics");
        response.then().statusCode(200).header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .header("Vary", "Accept, Accept-Encoding")
                .body(containsString("process_num_procs{groupname=\""), containsString("darwin_exporter_collection_success 1"),
                        not(containsString("# EOF")));
    }

    @Test
    void scrapersThatAskForOpenMetricsGetIt() {
        given().header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5").get("/metrics").then()
                .statusCode(200).header("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8")
                .body(endsWith("# EOF\n"));
    }

    @Test
    void oneScrapeMayAskForOtherNames() {
        when().get("/metrics?profile=process-exporter").then().statusCode(200)
                .body(containsString("namedprocess_namegroup_num_procs{groupname=\""), not(containsString("\nprocess_")));
        when().get("/metrics?profile=otel").then().statusCode(200)
                .body(containsString("process_thread_count{groupname=\""), not(containsString("process_num_procs")));
        when().get("/metrics").then().statusCode(200).body(containsString("process_num_procs{groupname=\""));
    }

    @Test
    void namesThatAreNotKnownAreRefusedInOneLine() {
        given().urlEncodingEnabled(false).get("/metrics?profile=statsd%0A").then().statusCode(400)
                .header("Content-Type", "text/plain; charset=utf-8")
                .body(equalTo("profile: \"statsd \" is not accepted, it takes one of original, process-exporter, otel\n"));
    }

    @Test
    void headTellsTheLengthAndSendsNoBody() {
        Response response = when().head("/metrics");
        response.then().statusCode(200);
        assertThat(Integer.parseInt(response.header("Content-Length"))).isPositive();
        assertThat(response.asByteArray()).isEmpty();
    }

    @Test
    void methodsThatWriteAreRefused() {
        for (String method : new String[] { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW" }) {
            for (String path : new String[] { "/metrics", "/" }) {
                given().request(method, path).then().statusCode(405).header("Allow", "GET, HEAD");
            }
        }
    }

    @Test
    void otherPathsAreNotFound() {
        when().get("/metricsx").then().statusCode(404);
        when().get("/nothing").then().statusCode(404);
        when().get("/metrics/nothing").then().statusCode(404);
    }

    @Test
    void peopleGetAPageAtTheRoot() {
        when().get("/").then().statusCode(200).contentType("text/html")
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("<a href=\"metrics\">"), containsString("<a href=\"q/health\">"),
                        containsString("<a href=\"q/metrics\">"), containsString("<th scope=\"row\">java</th>"));
    }
}
