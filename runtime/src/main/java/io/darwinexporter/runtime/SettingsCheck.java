package io.darwinexporter.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.darwinexporter.internal.filter.NamePatterns;
import io.darwinexporter.internal.filter.PatternSyntax;

/**
 * Looks for configured values that have the right type, and still cannot be meant.
 */
final class SettingsCheck {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<SettingProblem> problems = new ArrayList<>();
    private final DarwinExporterRuntimeConfig config;

    /**
     * @throws SettingsException naming every value that is not accepted
     */
    SettingsCheck(DarwinExporterRuntimeConfig config, WebLayout layout) {
        this.config = config;
        if (layout.endpoint()) {
            checkPath(config.path(), layout);
        }
        checkPatterns("include-patterns", config.includePatterns());
        checkPatterns("exclude-patterns", config.excludePatterns());
        if (!config.interval().isZero() && config.interval().compareTo(SECOND) < 0) {
            reject("interval", config.interval(), "a duration of at least 1s, or 0");
        }
        checkNotNegative("min-age", config.minAge());
        checkNotNegative("cpu-window", config.cpuWindow());
        checkNotNegative("group-retention", config.groupRetention());
        if (config.processInfo().limit() < 1) {
            reject("process-info.limit", config.processInfo().limit(), "a number of at least 1");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private void checkPath(String path, WebLayout layout) {
        if (!PATH.matcher(path).matches() || path.contains("/./") || path.contains("/../")) {
            reject("path", path, "an absolute path of letters, digits and . _ ~ - such as /metrics, other than /");
        } else if (layout.isFrameworkPath(path)) {
            reject("path", path, "a path outside of " + layout.frameworkPath() + ", where Quarkus's own pages are");
        }
    }

    private void checkPatterns(String property, Optional<List<String>> patterns) {
        for (String pattern : patterns.orElse(List.of())) {
            try {
                new NamePatterns(config.patternSyntax(), List.of(pattern), List.of());
            } catch (IllegalArgumentException e) {
                reject(property, pattern, accepted(config.patternSyntax()) + " (" + e.getMessage() + ")");
            }
        }
    }

    private static String accepted(PatternSyntax syntax) {
        return switch (syntax) {
            case SUBSTRING -> "a part of a name";
            case GLOB -> "a glob such as java*";
            case REGEX -> "a regular expression such as ^java$";
        };
    }

    private void checkNotNegative(String property, Duration value) {
        if (value.isNegative()) {
            reject(property, value, "a duration of 0 or more");
        }
    }

    private void reject(String property, Object value, String accepted) {
        problems.add(new SettingProblem(DarwinExporterRuntimeConfig.PREFIX + '.' + property, value.toString(), accepted));
    }

    /** The patterns, which are well-formed. */
    NamePatterns patterns() {
        return new NamePatterns(config.patternSyntax(), config.includePatterns().orElse(List.of()),
                config.excludePatterns().orElse(List.of()));
    }
}
