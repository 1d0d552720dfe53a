package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ProcessExporterProfileTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.profile", "process-exporter");

    @Test
    void metricsOfTheApplicationHaveItsNames() {
        when().get("/q/metrics").then().statusCode(200)
                .body(containsString("\nnamedprocess_namegroup_cpu_seconds_total{groupname="),
                        containsString("\nnamedprocess_namegroup_num_procs{groupname=\"java\""),
                        containsString("\njvm_"), not(containsString("process_num_procs{")));
    }
}
