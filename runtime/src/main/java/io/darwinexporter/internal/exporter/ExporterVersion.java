package io.darwinexporter.internal.exporter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of darwin-exporter, as its build has written it down.
 */
public final class ExporterVersion {

    /** The resource that holds the version; a native image has to contain it. */
    public static final String RESOURCE = "io/darwinexporter/internal/exporter/version.properties";

    private ExporterVersion() {
    }

    /** The version, such as {@code 1.2.0}. */
    public static String current() {
        Properties properties = new Properties();
        try (InputStream resource = ExporterVersion.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
