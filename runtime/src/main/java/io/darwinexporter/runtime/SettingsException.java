package io.darwinexporter.runtime;

import java.util.List;

/**
 * The configuration has values that are not accepted. Names all of them.
 */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingProblem> problems;

    public SettingsException(List<SettingProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    private static String message(List<SettingProblem> problems) {
        StringBuilder message = new StringBuilder("Configuration of darwin-exporter:");
        for (SettingProblem problem : problems) {
            message.append(System.lineSeparator()).append("  ").append(problem);
        }
        return message.toString();
    }

    /** At least one. */
    public List<SettingProblem> problems() {
        return problems;
    }
}
