package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.ARRAY;
import static org.hamcrest.Matchers.containsString;

import java.lang.reflect.Field;
import java.util.List;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.sun.jna.Native;

import io.darwinexporter.runtime.ProcessExporter;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** An application that takes all versions from Quarkus's BOM has an older JNA than the one the exporter was built with. */
class JnaOfQuarkusTest {

    private static final String VERSION = "5.8.0";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("net.java.dev.jna", "jna", VERSION)))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .setLogRecordPredicate(line -> line.getLoggerName().equals(ProcessExporter.class.getName()))
            .assertLogRecords(lines -> assertThat(lines).first().extracting(LogRecord::getParameters, ARRAY)
                    .contains(VERSION));

    @Test
    void processesAreCollectedByTheOlderJna() throws Exception {
        when().get("/metrics").then().statusCode(200).body(containsString("process_cpu_seconds_total{"),
                containsString("process_open_fds{"), containsString("darwin_exporter_collection_success 1"));
        // A constant: without reflection it would be that of the JNA which the compiler saw.
        Field version = Native.class.getField("VERSION");
        version.setAccessible(true);
        assertThat(version.get(null)).isEqualTo(VERSION);
    }
}
