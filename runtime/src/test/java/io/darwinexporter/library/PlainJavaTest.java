package io.darwinexporter.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.GoldenFile;

class PlainJavaTest {

    /** What the documentation says has to be on the class path, beside the exporter. */
    private static final Pattern NEEDED = Pattern.compile(".*(test-)?classes|(jna|jspecify|jboss-logging)-[0-9].*\\.jar");

    @Test
    void documentShowsThisProgram() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/darwinexporter/library/PlainJava.java"));
        int begin = source.indexOf("        ExporterBuilder builder");
        int end = source.indexOf("    }\n}\n");
        GoldenFile.ofProject("docs/library.md").assertPart("plain-java",
                "```java\n" + source.substring(begin, end).indent(-8) + "```\n");
    }

    @Test
    @EnabledOnOs({ OS.LINUX, OS.MAC })
    void theProgramRunsWithoutQuarkus(@TempDir Path folder) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(Path.of(entry).getFileName().toString()).matches())
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(classPath).contains("jna-").doesNotContain("quarkus-arc", "vertx");
        Path output = folder.resolve("output");
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classPath, PlainJava.class.getName()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(program.exitValue()).as(text).isZero();
        assertThat(text).containsPattern("(?m)^[^:]+:java: \\d+ processes, \\d{8,} bytes resident$")
                .containsPattern("(?m)^process_num_procs\\{groupname=\"[^:\"]+:java\",name=\"java\"");
    }
}
