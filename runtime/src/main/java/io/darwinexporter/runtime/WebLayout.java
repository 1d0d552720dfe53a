package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What the build knows of the application's web paths.
 *
 * @param endpoint whether the exporter has an endpoint of its own
 * @param rootPath where the application's routes are, {@code /} or {@code /app/}
 * @param frameworkPath where Quarkus's own routes are, {@code /q/}; the same as the root path if they are not apart
 * @param links pages of Quarkus that a reader of the status page may want
 */
public record WebLayout(boolean endpoint, String rootPath, String frameworkPath, List<String> links) {

    public WebLayout {
        links = List.copyOf(links);
    }

    /** The path by which clients reach a route that is configured below the root path. */
    String absolute(String path) {
        return rootPath.substring(0, rootPath.length() - 1) + path;
    }

    /** The metrics, and the pages of Quarkus: addresses relative to the page at the root path. */
    List<String> linksFromRoot(String metricsPath) {
        List<String> relative = new ArrayList<>();
        relative.add(fromRoot(absolute(metricsPath)));
        for (String link : links) {
            relative.add(fromRoot(link));
        }
        return relative;
    }

    private String fromRoot(String path) {
        int common = 0;
        for (int i = 0; i < Math.min(path.length(), rootPath.length()) && path.charAt(i) == rootPath.charAt(i); i++) {
            if (path.charAt(i) == '/') {
                common = i + 1;
            }
        }
        long up = rootPath.chars().skip(common).filter(c -> c == '/').count();
        String relative = "../".repeat((int) up) + path.substring(common);
        // Nothing at all would mean the page with its query, and what stands before a colon would be taken for a scheme.
        return relative.isEmpty() || relative.indexOf(':') >= 0 ? "./" + relative : relative;
    }

    /** Whether a route at that path would get in the way of Quarkus's own. */
    boolean isFrameworkPath(String path) {
        return links.contains(absolute(path)) || isFrameworkApart() && (absolute(path) + '/').startsWith(frameworkPath);
    }

    /** The paths that {@link #isFrameworkPath} is about, in words. */
    String frameworkPaths() {
        List<String> paths = new ArrayList<>(links);
        if (isFrameworkApart()) {
            paths.add("those below " + frameworkPath);
        }
        return String.join(", ", paths);
    }

    private boolean isFrameworkApart() {
        return !frameworkPath.equals(rootPath);
    }
}
