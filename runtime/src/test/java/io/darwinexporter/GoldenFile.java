package io.darwinexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected output in a file of its own, or in a marked part of one.
 * <p>
 * {@code -Dgolden.rewrite=true} writes what is instead of comparing it.
 */
public final class GoldenFile {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");

    private final Path path;

    private GoldenFile(Path path) {
        this.path = path;
    }

    /** A file below {@code src/test/resources}. */
    public static GoldenFile resource(String name) {
        return new GoldenFile(MODULE.resolve("src/test/resources").resolve(name));
    }

    /** A file of the project. */
    public static GoldenFile ofProject(String name) {
        return new GoldenFile(MODULE.getParent().resolve(name));
    }

    public void assertContent(String actual) {
        if (REWRITE) {
            write(actual);
        }
        assertThat(actual).as("content of %s", path).isEqualTo(read());
    }

    /** Compares what stands between {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}. */
    public void assertPart(String name, String actual) {
        if (REWRITE) {
            String begin = begin(name);
            write(read().replace(begin + part(name), begin + actual));
        }
        assertThat(actual).as("part %s of %s", name, path).isEqualTo(part(name));
    }

    /** What stands between {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}. */
    public String part(String name) {
        String whole = read();
        String begin = begin(name);
        int from = whole.indexOf(begin);
        int to = whole.indexOf("<!-- " + name + ":end -->");
        assertThat(from).as("marker of %s in %s", name, path).isNotNegative();
        assertThat(to).as("marker of %s in %s", name, path).isGreaterThan(from);
        return whole.substring(from + begin.length(), to);
    }

    private static String begin(String name) {
        return "<!-- " + name + ":begin -->\n";
    }

    private String read() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String content) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
