package io.darwinexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new application with the extension in its pom and three lines of configuration. */
class FreshApplicationIT {

    private static final Path TEMPLATE = FreshRepository.PROJECT
            .resolve("integration-tests/target/test-classes/fresh-application");

    @TempDir
    Path folder;

    @Test
    void itsFirstStartShowsTheFamilies() throws Exception {
        FreshRepository repository = FreshRepository.in(folder.resolve("repository"));
        try (FreshApplication application = FreshApplication.started(copyOfTemplate(), repository, folder)) {
            assertThat(application.get("/hello")).isEqualTo("Hello from Quarkus REST");
            assertThat(application.get("/q/metrics")).contains("jvm_memory_used_bytes")
                    .containsPattern("\nprocess_num_procs\\{groupname=\"java:[^\"]+\",name=\"java\"")
                    .contains("darwin_exporter_collection_success 1.0\n").doesNotContain("groupname=\"bash");
            // It has no extension for health, and gets none by ours.
            assertThat(application.status("/q/health")).isEqualTo(404);
        }
    }

    private Path copyOfTemplate() throws IOException {
        Path application = folder.resolve("fresh-application");
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            for (Path file : files.toList()) {
                Files.copy(file, application.resolve(TEMPLATE.relativize(file)));
            }
        }
        return application;
    }
}
