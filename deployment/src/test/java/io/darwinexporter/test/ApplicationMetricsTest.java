package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ApplicationMetricsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Test
    void theApplicationsMetricsCarryTheFamiliesOfTheEndpoint() {
        List<String> expected = families(when().get("/metrics").asString());
        assertThat(expected).contains("# TYPE process_cpu_seconds_total counter", "# TYPE process_num_procs gauge");
        assertThat(families(given().accept("text/plain").get("/q/metrics").asString())).containsAll(expected)
                .doesNotHaveDuplicates().contains("# TYPE jvm_memory_used_bytes gauge");
    }

    @Test
    void openMetricsCarriesThemToo() {
        List<String> expected = families(
                given().header("Accept", "application/openmetrics-text").get("/metrics").asString());
        String text = when().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(text).endsWith("# EOF\n");
        assertThat(families(text)).containsAll(expected).doesNotHaveDuplicates();
    }

    @Test
    void theStartOfTheApplicationIsTheOneWithoutLabels() {
        List<String> starts = given().accept("text/plain").get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("process_start_time_seconds")).toList();
        assertThat(starts).filteredOn(line -> !line.contains("{")).hasSize(1);
        assertThat(starts).anyMatch(line -> line.startsWith("process_start_time_seconds{groupname=\"java\""));
    }

    private static List<String> families(String text) {
        return text.lines().filter(line -> line.startsWith("# TYPE ")).toList();
    }
}
