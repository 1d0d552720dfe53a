package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.prometheus.client.CollectorRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class ExporterDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.enabled", "false")
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            // Would not start if anything of the exporter were there.
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.procfs", "/nowhere");

    @Inject
    Scheduler scheduler;

    @Inject
    CollectorRegistry registry;

    @Test
    void noBeanIsThere() {
        assertThat(Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE))
                .extracting(bean -> bean.getBeanClass().getName()).isNotEmpty()
                .noneMatch(name -> name.startsWith("io.darwinexporter.") && !name.startsWith("io.darwinexporter.test."));
        assertThat(registry.getClass()).isEqualTo(CollectorRegistry.class);
    }

    @Test
    void noRouteIsThere() {
        when().get("/metrics").then().statusCode(404);
        when().get("/").then().body(not(containsString("darwin-exporter")));
        when().get("/q/metrics").then().statusCode(200).body(not(containsString("groupname")));
        when().get("/q/health").then().body(not(containsString("Process collection")));
    }

    @Test
    void noThreadIsThere() {
        assertThat(scheduler.isStarted()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).isNotEmpty()
                .noneMatch(name -> name.startsWith("darwin-exporter"));
    }
}
