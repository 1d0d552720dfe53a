package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * The offsets, sizes and numbers that the code uses, to be compared with what the headers of xnu say.
 */
public final class HeaderLayouts {

    private final Map<String, String> used = new HashMap<>();

    public void size(String structure, int size) {
        used.put(structure, Integer.toString(size));
    }

    public void field(String name, int offset, int size) {
        used.put(name, offset + " " + size);
    }

    public void number(String name, long value) {
        used.put(name, Long.toString(value));
    }

    /** Compares with a file of "structure = size", "structure.field = offset size", "NAME = number": all that is in it. */
    public void assertSameAs(String resource) {
        Properties headers = new Properties();
        try (InputStream file = HeaderLayouts.class.getResourceAsStream(resource)) {
            headers.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(new TreeSet<>(used.keySet())).isEqualTo(new TreeSet<>(headers.stringPropertyNames()));
        for (String name : used.keySet()) {
            assertThat(used.get(name)).as(name).isEqualTo(headers.getProperty(name));
        }
    }
}
