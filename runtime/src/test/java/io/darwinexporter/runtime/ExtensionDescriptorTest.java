package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** What Quarkus's tools and catalogues tell of the extension, as the build has made it. */
class ExtensionDescriptorTest {

    private static final String DESCRIPTOR = "/META-INF/quarkus-extension.yaml";
    private static final Path CODESTART = Path.of(System.getProperty("basedir", ""),
            "src/main/codestarts/quarkus/darwin-exporter-codestart/codestart.yml");
    private static final Pattern GUIDE = Pattern.compile("guide: \"(https://[a-z.]+/extension)\"");

    @Test
    void catalogueEntryIsWhole() throws IOException {
        assertThat(descriptor()).doesNotContain("${").contains("name: \"Darwin Exporter\"",
                "artifact: \"io.darwinexporter:quarkus-darwin-exporter::jar:",
                "- \"" + DarwinExporterRuntimeConfig.PREFIX + ".\"",
                "- \"observability\"", "- \"process-exporter\"", "status: \"experimental\"", "built-with-quarkus-core:");
    }

    @Test
    void starterCodeNamesTheSameGuide() throws IOException {
        Matcher guide = GUIDE.matcher(descriptor());
        assertThat(guide.find()).as(descriptor()).isTrue();
        assertThat(Files.readString(CODESTART)).contains("related-guide-section: " + guide.group(1) + "\n");
    }

    private static String descriptor() throws IOException {
        try (InputStream file = ExtensionDescriptorTest.class.getResourceAsStream(DESCRIPTOR)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
