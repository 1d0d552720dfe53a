package io.darwinexporter.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.junit.QuarkusTest;

/** The application as its users and its Prometheus see it. */
@QuarkusTest
class ExporterTest {

    @Test
    void theApplicationsOwnPagesAreAsTheyWere() {
        when().post("/orders").then().statusCode(204);
        when().get("/orders").then().statusCode(200).body(not(equalTo("0")));
        when().get("/orders/nothing").then().statusCode(404);
        when().delete("/orders").then().statusCode(405);
    }

    @Test
    void theApplicationsOwnMetersAreWhereTheyWere() {
        when().post("/orders").then().statusCode(204);
        given().accept("text/plain").get("/q/metrics").then().statusCode(200)
                .body(containsString("orders_taken_total"), containsString("jvm_memory_used_bytes"),
                        containsString("orders_clock_ticks"), matchesPattern("(?s).*\nprocess_start_time_seconds \\d.*"));
    }

    @Test
    void theApplicationsMetricsCarryTheFamiliesToo() {
        given().accept("text/plain").get("/q/metrics").then().statusCode(200)
                .body(containsString("process_cpu_seconds_total{groupname=\"java "),
                        containsString("darwin_exporter_collection_success 1"));
    }

    @Test
    void theApplicationAsksForProcessesItself() {
        when().get("/metrics").then().statusCode(200);
        String groups = when().get("/resident").then().statusCode(200).extract().asString();
        String group = groups.lines().filter(name -> name.startsWith("java ")).findFirst().orElseThrow();
        long residentBytes = Long.parseLong(when().get("/resident/{group}", group).then().statusCode(200).extract().asString());
        assertThat(residentBytes).isPositive();
        when().get("/resident/no such group").then().statusCode(404);
    }

    @Test
    void processesAreShownInTheApplicationsGroups() {
        when().get("/metrics").then().statusCode(200)
                .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .body(containsString("process_cpu_seconds_total{groupname=\"java "),
                        containsString("darwin_exporter_build_info{"), containsString("darwin_exporter_collection_success 1"),
                        not(containsString("groupname=\"bash\"")));
    }

    @Test
    void openMetricsIsThereForThoseWhoAsk() {
        given().header("Accept", "application/openmetrics-text; version=1.0.0").get("/metrics").then().statusCode(200)
                .header("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8").body(endsWith("# EOF\n"));
    }

    @Test
    void metricsAreZippedForThoseWhoAsk() {
        given().header("Accept-Encoding", "gzip").get("/metrics").then().statusCode(200).header("Content-Encoding", "gzip")
                .body(containsString("process_num_procs"));
        given().header("Accept-Encoding", "gzip;q=0").get("/metrics").then().statusCode(200)
                .header("Content-Encoding", (String) null).body(containsString("process_num_procs"));
    }

    @Test
    void headHasNoBodyAndOtherMethodsAreRefused() {
        assertThat(when().head("/metrics").then().statusCode(200).extract().asByteArray()).isEmpty();
        when().post("/metrics").then().statusCode(405).header("Allow", "GET, HEAD");
        given().request("BREW", "/metrics").then().statusCode(405);
        when().get("/metrics/more").then().statusCode(404);
    }

    @Test
    void thePageForPeopleIsThereBecauseTheApplicationHasNoneAtTheRoot() {
        when().get("/").then().statusCode(200).contentType("text/html")
                .body(containsString("by io.darwinexporter.it.ByRuntime"), containsString("<a href=\"metrics\">"));
        when().get("/darwin-exporter/page.js").then().statusCode(200);
        when().get("/darwin-exporter/groups.json").then().statusCode(200).contentType("application/json");
    }

    /** No shell takes part, and no name is a problem for Linux unless it has a slash or a zero in it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void hostileNamesStayWithinTheirLabels(@TempDir Path folder) throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve("a\"b\\c\nd{}<i>"));
        Process process = new ProcessBuilder(program.toString(), "60").start();
        try {
            // The first may share a collection of the schedule that had begun before the process was there.
            when().get("/metrics").then().statusCode(200);
            when().get("/metrics").then().statusCode(200)
                    .body(containsString(
                            "\nprocess_num_procs{groupname=\"a\\\"b\\\\c\\nd{}<i>\",name=\"a\\\"b\\\\c\\nd{}<i>\""));
            when().get("/").then().body(containsString("<th scope=\"row\">a&quot;b\\c\uFFFDd{}&lt;i&gt;</th>"),
                    not(containsString("<i>")));
        } finally {
            process.destroyForcibly();
        }
    }
}
