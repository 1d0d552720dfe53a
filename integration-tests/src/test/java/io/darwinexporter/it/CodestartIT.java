package io.darwinexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTest;

/** An application as Quarkus's tools generate it for those who choose the extension. */
class CodestartIT {

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART = QuarkusCodestartTest.builder().languages(Language.JAVA)
            .setupStandaloneExtensionTest("io.darwinexporter:quarkus-darwin-exporter").build();

    @TempDir
    static Path folder;

    private static FreshRepository repository;

    /** The generator resolves the extension and its codestart as Maven does. */
    @BeforeAll
    static void installExtension() throws IOException {
        repository = FreshRepository.in(folder.resolve("repository"));
        repository.settings().forEach(System::setProperty);
    }

    @AfterAll
    static void forgetRepository() {
        repository.settings().keySet().forEach(System::clearProperty);
    }

    @Test
    void theReaderIsToldWhatThereIs() throws IOException {
        assertThat(generated().resolve("README.md")).content().contains("Processes of the host",
                "https://darwinexporter.io/extension");
        assertThat(generated().resolve("src/main/resources/application.properties")).content()
                .contains("quarkus.darwin-exporter.grouping.by-user=true", "quarkus.darwin-exporter.interval=5s");
    }

    @Test
    void theGeneratedApplicationPassesItsTestsAndStarts() throws Exception {
        try (FreshApplication application = FreshApplication.started(generated(), repository, folder)) {
            assertThat(application.get("/processes")).containsPattern("(?m)^java:\\S+: [0-9]+ processes, [0-9]+ MiB$");
            assertThat(application.get("/q/metrics")).containsPattern("\nprocess_num_procs\\{groupname=\"java:[^\"]+\"");
        }
    }

    private static Path generated() throws IOException {
        return CODESTART.getProjectWithRealDataDir(Language.JAVA).toAbsolutePath();
    }
}
