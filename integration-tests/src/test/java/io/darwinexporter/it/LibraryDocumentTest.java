package io.darwinexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** What docs/library.md shows is what is tested here. */
class LibraryDocumentTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    void theResourceIsInTheDocument() throws IOException {
        String source = Files.readString(MODULE.resolve("src/main/java/io/darwinexporter/it/ResidentMemory.java"));
        String type = source.substring(source.indexOf("@Path(\"/resident\")"));
        assertThat(Files.readString(MODULE.resolveSibling("docs/library.md"))).contains("```java\n" + type + "```\n");
    }
}
