package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.quarkus.test.QuarkusUnitTest;

class ForeignRegistryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(OwnRegistry.class));

    static class OwnRegistry {

        @Produces
        @Singleton
        CollectorRegistry registry() {
            CollectorRegistry registry = new CollectorRegistry(true);
            Gauge.build("old_times", "A metric without Micrometer.").register(registry).set(1);
            return registry;
        }
    }

    @Inject
    CollectorRegistry registry;

    @Test
    void inARegistryOfTheApplicationsOwnItsNamesComeFirst() {
        assertThat(registry.getClass()).isEqualTo(CollectorRegistry.class);
        String text = given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(text).contains("\nold_times 1.0\n", "\nprocess_num_procs{groupname=\"java\"")
                .containsPattern("\nprocess_start_time_seconds [0-9.E]+\n")
                .doesNotContain("process_start_time_seconds{groupname");
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE"))).doesNotHaveDuplicates();
    }
}
