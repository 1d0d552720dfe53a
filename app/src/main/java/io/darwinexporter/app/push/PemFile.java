package io.darwinexporter.app.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.darwinexporter.runtime.SettingProblem;

/**
 * A file with certificates or a key, as it was when the program started.
 */
final class PemFile {

    private static final long LARGEST = 1 << 20;

    private final String property;
    private final Path path;
    private final byte[] content;

    private PemFile(String property, Path path, byte[] content) {
        this.property = property;
        this.path = path;
        this.content = content;
    }

    /** @param property what named the file */
    static PemFile read(String property, Path path) {
        byte[] content = {};
        try {
            if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
                content = Files.readAllBytes(path);
            }
        } catch (IOException e) {
            // Nothing is in it then, and it is refused.
        }
        return new PemFile(property, path, content);
    }

    Path path() {
        return path;
    }

    /** What stands in it; nothing if it cannot be read. */
    byte[] content() {
        return content.clone();
    }

    SettingProblem refused(String accepted) {
        return new SettingProblem(property, path.toString(), accepted);
    }
}
