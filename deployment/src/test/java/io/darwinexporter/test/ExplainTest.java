package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.QuarkusUnitTest;

class ExplainTest {

    private static final long OWN_PID = ProcessHandle.current().pid();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideConfigKey("quarkus.darwin-exporter.grouping.by-cmdline", "true");

    @Test
    void aProcessIsExplainedAsText() {
        when().get("/explain?pid=" + OWN_PID).then().statusCode(200)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff")
                .body(startsWith("process " + OWN_PID + ", \"java\" of "), containsString("grouped by name, command"));
    }

    @Test
    void aProcessIsExplainedAsJson() {
        when().get("/explain?format=json&pid=" + OWN_PID).then().statusCode(200).contentType("application/json")
                .body("[0].pid", equalTo((int) OWN_PID), "[0].name", equalTo("java"), "[0].group", startsWith("java:"),
                        "[0].selection.accepted", equalTo(true), "[0].readings.threads", greaterThan(1),
                        "[0].facts.arguments", nullValue());
        given().header("Accept", "application/json").get("/explain?pid=" + OWN_PID).then().contentType("application/json");
    }

    @Test
    void commandLinesStayHiddenEvenIfTheGroupingReadsThem() {
        String argument = ProcessHandle.current().info().arguments().map(all -> all[all.length - 1]).orElse("surefire");
        when().get("/explain?pid=" + OWN_PID).then().body(not(containsString(argument)));
    }

    @Test
    void processesAreFoundByName() {
        when().get("/explain?name=java").then().statusCode(200).body(containsString("process " + OWN_PID + ", \"java\""));
    }

    @Test
    void unknownProcessesAreNotFound() {
        when().get("/explain?pid=" + Integer.MAX_VALUE).then().statusCode(404).body(equalTo("no such process is seen\n"));
        when().get("/explain?name=no-such-name").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?pid", "?pid=x", "?pid=0", "?pid=-1", "?pid=1&pid=2", "?pid=1&name=x", "?pid=1&format=xml",
            "?pid=99999999999", "?format=json" })
    void questionsThatMakeNoSenseAreRefused(String query) {
        when().get("/explain" + query).then().statusCode(400).body(startsWith("it takes pid=NUMBER or name=NAME"));
    }

    @Test
    void onlyReadingIsPossible() {
        when().head("/explain?pid=" + OWN_PID).then().statusCode(200);
        when().post("/explain?pid=" + OWN_PID).then().statusCode(405).header("Allow", "GET, HEAD");
    }
}
