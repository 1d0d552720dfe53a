package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Which format the application's own metrics have is Quarkus's choice: what docs/extension.md says of it. */
class StockFormatsTest {

    private static final String OPENMETRICS = "application/openmetrics-text";
    private static final String SAMPLE = "\nprocess_num_procs{groupname=\"java\"";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Test
    void scrapersThatNameOpenMetricsOnlyAreRefusedThereAndServedByTheEndpoint() {
        String accept = OPENMETRICS + "; version=1.0.0";
        given().header("Accept", accept).get("/q/metrics").then().statusCode(406);
        given().header("Accept", accept).get("/metrics").then().statusCode(200)
                .contentType(OPENMETRICS).body(containsString(SAMPLE), endsWith("# EOF\n"));
    }

    @Test
    void scrapersThatNameNothingGetOpenMetricsWithTheFamilies() {
        when().get("/q/metrics").then().statusCode(200).contentType(OPENMETRICS)
                .body(containsString(SAMPLE), endsWith("# EOF\n"));
        given().header("Accept", "*/*").get("/q/metrics").then().statusCode(200).contentType(OPENMETRICS)
                .body(containsString(SAMPLE));
    }

    @Test
    void scrapersThatNameTheTextFormatGetItAsPrometheusDoes() {
        for (String accept : new String[] { "text/plain",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1" }) {
            given().header("Accept", accept).get("/q/metrics").then().statusCode(200)
                    .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .body(containsString(SAMPLE), not(containsString("# EOF")));
        }
    }
}
