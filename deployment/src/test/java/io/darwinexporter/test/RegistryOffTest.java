package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.prometheus.client.CollectorRegistry;
import io.quarkus.test.QuarkusUnitTest;

class RegistryOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.registry.enabled", "false");

    @Inject
    CollectorRegistry registry;

    @Test
    void theApplicationsMetricsAreItsOwn() {
        assertThat(registry.getClass()).isEqualTo(CollectorRegistry.class);
        given().accept("text/plain").get("/q/metrics").then().statusCode(200)
                .body(containsString("jvm_memory_used_bytes"), not(containsString("groupname")),
                        not(containsString("darwin_exporter_")));
    }
}
