package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class EndpointPathTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideConfigKey("quarkus.http.root-path", "/app")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.path", "/own/processes");

    @BeforeEach
    void askFromTheServersRoot() {
        RestAssured.basePath = "/";
    }

    @Test
    void thePathIsChosenAtRunTimeBelowTheRootPath() {
        when().get("/app/own/processes").then().statusCode(200).body(containsString("process_num_procs"));
        when().get("/own/processes").then().statusCode(404);
        when().get("/app/metrics").then().statusCode(404);
    }

    @Test
    void thePageLinksToWhereThingsAre() {
        when().get("/app/").then().statusCode(200).body(containsString("<a href=\"own/processes\">"),
                containsString("<a href=\"q/health\">"), containsString("<a href=\"q/metrics\">"));
    }

    @Test
    void thePagesFilesAndDataAreBelowTheRootPathToo() {
        when().get("/app/darwin-exporter/page.js").then().statusCode(200);
        when().get("/app/darwin-exporter/groups.json").then().statusCode(200);
        when().get("/darwin-exporter/page.js").then().statusCode(404);
    }
}
