package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.quarkus.test.QuarkusUnitTest;

class AmbiguousGroupNamersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(ByPid.class, Producer.class))
            .assertException(thrown -> assertThat(thrown).hasStackTraceContaining("2: ")
                    .hasStackTraceContaining(ByPid.class.getName()).hasStackTraceContaining(Producer.class.getName())
                    .hasStackTraceContaining("Remove all but one of them, or mark the one that is meant with @Alternative"));

    @ApplicationScoped
    static class ByPid implements GroupNamer {

        @Override
        public String groupName(ProcessFacts process) {
            return Integer.toString(process.pid());
        }
    }

    static class Producer {

        @Produces
        @Singleton
        GroupNamer byUser() {
            return ProcessFacts::user;
        }
    }

    @Test
    void theBuildFailsAndSaysWhatToDo() {
        fail("the application has been built");
    }
}
