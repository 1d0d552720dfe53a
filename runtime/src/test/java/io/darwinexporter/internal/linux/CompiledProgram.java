package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program in C of the folder {@code linux} of the test resources. */
final class CompiledProgram {

    private CompiledProgram() {
    }

    /** Compiles {@code NAME.c}, once; ends the test where there is no compiler. */
    static Path of(String name) throws IOException, InterruptedException {
        Path folder = Path.of("target", name).toAbsolutePath();
        Path program = folder.resolve(name);
        if (Files.exists(program)) {
            return program;
        }
        Files.createDirectories(folder);
        Path source = folder.resolve(name + ".c");
        try (InputStream text = CompiledProgram.class.getResourceAsStream("/linux/" + name + ".c")) {
            Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
        }
        String lacking = null;
        try {
            Process compiler = new ProcessBuilder("gcc", "-O1", "-pthread", "-o", program.toString(), source.toString())
                    .inheritIO().start();
            Assertions.assertEquals(0, compiler.waitFor());
        } catch (IOException e) {
            lacking = "no gcc to compile " + name + " with: " + e.getMessage();
        }
        if (lacking != null && System.getenv("CI") != null) {
            Assertions.fail(lacking);
        }
        Assumptions.assumeTrue(lacking == null, lacking);
        return program;
    }
}
