package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.quarkus.test.QuarkusUnitTest;

class OwnGroupNamerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(OnlyJava.class))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.grouping.by-user", "true");

    /** Injected nowhere: Quarkus would remove it, were it not for the extension. */
    @Singleton
    static class OnlyJava implements GroupNamer {

        @Override
        public String groupName(ProcessFacts process) {
            return process.pid() == ProcessHandle.current().pid() ? "this very process" : null;
        }
    }

    @Test
    void aBeanOfTheApplicationNamesTheGroups() {
        when().get("/metrics").then().statusCode(200).body(containsString("process_num_procs{groupname=\"this very process\""),
                not(containsString("groupname=\"java:")));
        when().get("/").then().body(containsString("by io.darwinexporter.test.OwnGroupNamerTest$OnlyJava"));
    }
}
