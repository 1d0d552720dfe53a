package io.darwinexporter.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that the live page is made of: resources of their own, and not below <code>META-INF/resources</code>, from where
 * Quarkus would serve them in every application.
 */
public final class PageFiles {

    private static final String FOLDER = "io/darwinexporter/runtime/page/";
    private static final String FRAME = "page.html";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    /** Those that a browser asks for, and their types. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("page.css", STYLE),
            Map.entry("uPlot.min.css", STYLE),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("uPlot.iife.min.js", SCRIPT),
            Map.entry("charts.js", SCRIPT),
            Map.entry("detail.js", SCRIPT),
            Map.entry("format.js", SCRIPT),
            Map.entry("history.js", SCRIPT),
            Map.entry("overview.js", SCRIPT),
            Map.entry("page.js", SCRIPT),
            Map.entry("sparkline.js", SCRIPT),
            Map.entry("table.js", SCRIPT));

    private PageFiles() {
    }

    /** The names of all resources, in a stable order; a native image has to contain them. */
    public static List<String> resources() {
        List<String> resources = new ArrayList<>();
        for (String name : new TreeMap<>(TYPES).keySet()) {
            resources.add(FOLDER + name);
        }
        resources.add(FOLDER + FRAME);
        return resources;
    }

    /** Reads the files that a browser asks for, by their names. */
    static Map<String, PageFile> readAll() {
        Map<String, PageFile> files = new TreeMap<>();
        TYPES.forEach((name, type) -> files.put(name, PageFile.of(type, read(name))));
        return Map.copyOf(files);
    }

    /** The page itself, before it is filled. */
    static byte[] frame() {
        return read(FRAME);
    }

    private static byte[] read(String name) {
        try (InputStream resource = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("resource " + FOLDER + name + " is missing");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FOLDER + name + " cannot be read", e);
        }
    }
}
