package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@EnabledOnOs(OS.LINUX)
class FailedCollectionTest {

    private static final Path PROCFS = Path.of("target", "procfs-that-goes-away").toAbsolutePath();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setBeforeAllCustomizer(FailedCollectionTest::link)
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.interval", "0")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.min-age", "0")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.procfs", PROCFS.toString());

    private static void link() {
        try {
            Files.deleteIfExists(PROCFS);
            Files.createSymbolicLink(PROCFS, Path.of("/proc"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void unlink() throws IOException {
        Files.deleteIfExists(PROCFS);
    }

    @Test
    void theLastMetricsAreStillShownAndTheApplicationIsNotReady() throws IOException {
        when().get("/metrics").then().statusCode(200).body(containsString("darwin_exporter_collection_success 1"));
        when().get("/q/health/ready").then().statusCode(200);

        Files.delete(PROCFS);

        when().get("/metrics").then().statusCode(200).body(containsString("darwin_exporter_collection_success 0"),
                containsString("process_num_procs{groupname=\"java\""));
        when().get("/").then().statusCode(200).body(containsString("failed after"),
                containsString("<th scope=\"row\">java</th>"));
        when().get("/q/health/ready").then().statusCode(503)
                .body("checks.find { it.name == 'Process collection' }.data.reason", equalTo("the last collection failed"));

        link();

        // Without a schedule, nobody else may come to find out.
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/metrics").then().body(containsString("darwin_exporter_collection_success 1"));
    }
}
