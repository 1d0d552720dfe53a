package io.darwinexporter.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.darwinexporter.GoldenFile;

/** docs/configuration.md is what Quarkus makes of the Javadoc of the configuration, below a few words of ours. */
class ConfigurationDocumentTest {

    private static final Path GENERATED = Path.of("target/quarkus-generated-doc/config/quarkus-darwin-exporter.md");
    private static final String INTRODUCTION = """
            # Configuration

            Every setting of the exporter, as a program and as an extension. Made from the Javadoc of the code: change it
            there. Flags of the program win over `-Dkey=value`, these over environment variables, these over
            `config/application.properties` in the working directory. A value that is not accepted ends the start with one line
            for each.

            """;

    @Test
    void documentIsWhatTheJavadocSays() throws IOException {
        GoldenFile.ofProject("docs/configuration.md").assertContent(INTRODUCTION + mended(Files.readString(GENERATED)));
    }

    /** The generator leaves blanks at the ends of lines and several empty lines in a row. */
    private static String mended(String generated) {
        return generated.replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").stripTrailing() + "\n";
    }
}
