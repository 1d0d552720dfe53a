package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.quarkus.test.QuarkusUnitTest;

class PreferredGroupNamerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Usual.class, Preferred.class))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    @Singleton
    static class Usual implements GroupNamer {

        @Override
        public String groupName(ProcessFacts process) {
            return "usual";
        }
    }

    @Singleton
    @Alternative
    @Priority(1)
    static class Preferred implements GroupNamer {

        @Override
        public String groupName(ProcessFacts process) {
            return "preferred";
        }
    }

    @Test
    void ofSeveralBeansTheAlternativeIsTaken() {
        when().get("/metrics").then().body(containsString("groupname=\"preferred\""));
    }
}
