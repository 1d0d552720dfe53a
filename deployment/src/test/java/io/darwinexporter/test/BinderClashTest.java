package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.QuarkusUnitTest;

/** Meters of the application with names that the exporter has as well. */
class BinderClashTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.micrometer.binder-enabled-default", "true")
            .overrideConfigKey("quarkus.micrometer.binder.jvm", "true")
            .overrideConfigKey("quarkus.micrometer.binder.system", "true");

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void registerMetersThatClash() {
        Gauge.builder("process.num.procs", () -> 42).register(meters);
        Counter.builder("process.starts").tag("of", "the application").register(meters).increment();
        // A gauge with the name that OpenMetrics has for a family of counters.
        Gauge.builder("process.exits", () -> 7).register(meters);
    }

    @Test
    void metersOfTheSameTypeShareAFamily() {
        String text = text();
        assertThat(text).contains("\nprocess_num_procs 42.0\n", "\nprocess_num_procs{groupname=\"java\"",
                "\nprocess_starts_total{of=\"the application\",} 1.0\n", "\nprocess_starts_total{groupname=\"java\"");
        assertThat(types(text)).doesNotHaveDuplicates();
    }

    @Test
    void theApplicationsMetersWinWhereTypesDiffer() {
        String text = when().get("/q/metrics").asString();
        assertThat(text).contains("\nprocess_exits 7.0\n").doesNotContain("process_exits_total");
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE")).map(line -> line.split(" ")[2]))
                .doesNotHaveDuplicates();
    }

    @Test
    void stockBindersShowWhatTheyAlwaysDid() {
        assertThat(text()).containsPattern("\nprocess_start_time_seconds [0-9.E]+\n")
                .containsPattern("\nprocess_files_open_files [0-9.E]+\n").containsPattern("\nprocess_cpu_usage [0-9.E-]+\n")
                .containsPattern("\nprocess_uptime_seconds [0-9.E]+\n");
    }

    private static String text() {
        return given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString();
    }

    private static List<String> types(String text) {
        return text.lines().filter(line -> line.startsWith("# TYPE")).map(line -> line.split(" ")[2]).toList();
    }
}
