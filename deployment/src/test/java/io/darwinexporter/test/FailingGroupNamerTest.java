package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.quarkus.test.QuarkusUnitTest;

class FailingGroupNamerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Broken.class))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getLoggerName)
                    .filteredOn(name -> name.endsWith("GroupNaming")).hasSize(1));

    @Singleton
    static class Broken implements GroupNamer {

        @Override
        public String groupName(ProcessFacts process) {
            throw new IllegalStateException("no name for " + process.pid());
        }
    }

    @Test
    void itsProcessesAreGroupedByNameAndFailuresAreCountedAndLoggedOnce() {
        String text = when().get("/metrics").then().statusCode(200).extract().asString();
        assertThat(text).contains("\nprocess_num_procs{groupname=\"java\"", "darwin_exporter_collection_success 1\n")
                .containsPattern("\ndarwin_exporter_grouping_failures_total [1-9]");
    }
}
