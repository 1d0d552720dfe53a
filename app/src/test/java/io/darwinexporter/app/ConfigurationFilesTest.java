package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void makeFolder() throws IOException {
        file = Files.createDirectory(folder.resolve("config")).resolve("application.properties");
    }

    @Test
    void noFileIsNoProblem() {
        assertThat(ConfigurationFiles.problems(folder)).isEmpty();
    }

    @Test
    void readableFileIsNoProblem() throws IOException {
        Files.writeString(file, "# über\nquarkus.http.port=1\n");

        assertThat(ConfigurationFiles.problems(folder)).isEmpty();
    }

    @Test
    void folderInPlaceOfFileIsNamed() throws IOException {
        Files.createDirectory(file);

        assertThat(ConfigurationFiles.problems(folder)).singleElement().asString()
                .startsWith(file + ": not a file, it takes");
    }

    @Test
    void malformedEscapeIsNamed() throws IOException {
        Files.writeString(file, "key=\\u12\n");

        assertThat(ConfigurationFiles.problems(folder)).singleElement().asString()
                .startsWith(file + ": cannot be read (Malformed \\uxxxx encoding.), it takes");
    }

    @Test
    void otherEncodingIsNamed() throws IOException {
        Files.write(file, new byte[] { 'k', '=', (byte) 0xfc, '\n' });

        assertThat(ConfigurationFiles.problems(folder)).singleElement().asString()
                .startsWith(file + ": not UTF-8, it takes");
    }

    @Test
    void linkThatLeadsNowhereIsNamed() throws IOException {
        Files.createSymbolicLink(file, Path.of("nowhere"));

        assertThat(ConfigurationFiles.problems(folder)).singleElement().asString().startsWith(file + ": not a file");
    }
}
