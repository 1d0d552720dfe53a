package io.darwinexporter.internal.rule;

/** The last part of a path, as {@code path/filepath.Base} of Go gives it, which rules are used to. */
final class PathBase {

    private PathBase() {
    }

    /** {@code .} for an empty path, {@code /} for one of slashes only; slashes at the end do not count. */
    static String of(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
