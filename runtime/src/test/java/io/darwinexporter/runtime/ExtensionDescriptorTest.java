package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

/** What Quarkus's tools and catalogues tell of the extension, as the build has made it. */
class ExtensionDescriptorTest {

    private static final String DESCRIPTOR = "/META-INF/quarkus-extension.yaml";

    @Test
    void catalogueEntryIsWhole() throws IOException {
        try (InputStream file = ExtensionDescriptorTest.class.getResourceAsStream(DESCRIPTOR)) {
            String descriptor = new String(file.readAllBytes(), UTF_8);
            assertThat(descriptor).doesNotContain("${").contains("name: \"Darwin Exporter\"",
                    "artifact: \"io.darwinexporter:quarkus-darwin-exporter::jar:",
                    "guide: \"https://darwinexporter.io/extension\"", "- \"" + DarwinExporterRuntimeConfig.PREFIX + ".\"",
                    "- \"observability\"", "- \"process-exporter\"", "status: \"experimental\"", "built-with-quarkus-core:");
        }
    }
}
