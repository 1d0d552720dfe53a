package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class CollectorsBuiltOutTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideConfigKey("quarkus.darwin-exporter.collectors", "memory,threads")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.collect.disk", "true");

    @Test
    void onlyWhatIsBuiltInHasFamilies() {
        String text = when().get("/metrics").then().statusCode(200).extract().asString();
        assertThat(text).contains("\nprocess_memory_rss_bytes{", "\nprocess_threads{", "\nprocess_num_procs{")
                .doesNotContain("process_cpu", "process_diskio", "process_open_fds", "process_context_switches",
                        "process_priority", "process_faults", "process_net_", "measure=\"disk\"");
    }

    /** What counts starts and ends of processes belongs to no collector, and is there where the kernel tells of ends. */
    @Test
    void onlyWhatIsBuiltInHasThreads() {
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .filteredOn(name -> name.startsWith("darwin-exporter"))
                .isSubsetOf("darwin-exporter-exits", "darwin-exporter-scrape-0");
    }
}
