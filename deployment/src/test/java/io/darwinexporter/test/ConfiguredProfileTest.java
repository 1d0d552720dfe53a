package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.HostProcesses;
import io.darwinexporter.MetricsFormat;
import io.quarkus.test.QuarkusUnitTest;

class ConfiguredProfileTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.profile", "otel");

    @Inject
    HostProcesses processes;

    @Test
    void allWhoDoNotAskForAnotherGetIt() {
        String sample = "process_thread_count{groupname=\"";
        when().get("/metrics").then().statusCode(200).body(containsString(sample), not(containsString("process_num_procs")));
        when().get("/q/metrics").then().statusCode(200)
                .body(containsString(sample), not(containsString("process_num_procs")));
        assertThat(processes.metrics(MetricsFormat.TEXT).text()).contains(sample).doesNotContain("process_num_procs");
        when().get("/metrics?profile=original").then().statusCode(200).body(containsString("process_num_procs{"));
    }
}
