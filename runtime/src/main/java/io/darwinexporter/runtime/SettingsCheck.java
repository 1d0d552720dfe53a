package io.darwinexporter.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.darwinexporter.internal.filter.NamePatterns;
import io.darwinexporter.internal.filter.PatternSyntax;
import io.darwinexporter.internal.rule.RuleProblem;

/**
 * Looks for configured values that are good by themselves (see {@link SettingConverters}), but not together with others.
 */
final class SettingsCheck {

    private final List<SettingProblem> problems = new ArrayList<>();

    private SettingsCheck() {
    }

    /**
     * @param rules what is wrong with the rules
     * @throws SettingsException naming every value that is not accepted
     */
    static void of(DarwinExporterRuntimeConfig config, WebLayout layout, List<RuleProblem> rules) {
        SettingsCheck check = new SettingsCheck();
        if (layout.endpoint() && layout.isFrameworkPath(config.path())) {
            check.reject("path", config.path(),
                    "a path that is none of Quarkus's own, which are " + layout.frameworkPaths());
        }
        // The default may be missing: macOS has no /proc, and does not need one.
        if (!config.procfs().equals(Path.of(DarwinExporterRuntimeConfig.DEFAULT_PROCFS))
                && !Files.isDirectory(config.procfs())) {
            check.reject("procfs", config.procfs().toString(), "a folder that the /proc of a host is mounted at");
        }
        check.patterns("include-patterns", config.patternSyntax(), config.includePatterns());
        check.patterns("exclude-patterns", config.patternSyntax(), config.excludePatterns());
        for (RuleProblem problem : rules) {
            check.problems.add(ConfiguredRules.settingProblem(problem));
        }
        if (!check.problems.isEmpty()) {
            throw new SettingsException(check.problems);
        }
    }

    private void patterns(String property, PatternSyntax syntax, Optional<List<String>> patterns) {
        for (String pattern : patterns.orElse(List.of())) {
            try {
                new NamePatterns(syntax, List.of(pattern), List.of());
            } catch (IllegalArgumentException e) {
                reject(property, pattern, accepted(syntax) + " (" + e.getMessage() + ")");
            }
        }
    }

    private static String accepted(PatternSyntax syntax) {
        return switch (syntax) {
            case SUBSTRING -> "parts of names";
            case GLOB -> "globs such as java*";
            case REGEX -> "regular expressions such as ^java$";
        };
    }

    private void reject(String property, String value, String accepted) {
        problems.add(new SettingProblem(DarwinExporterRuntimeConfig.PREFIX + '.' + property, value, accepted));
    }
}
