package io.darwinexporter.runtime;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The configuration has values that do not go together. Names all of them.
 */
public final class SettingsException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingProblem> problems;

    public SettingsException(List<SettingProblem> problems) {
        super(message(problems), keys(problems));
        this.problems = List.copyOf(problems);
    }

    private static String message(List<SettingProblem> problems) {
        StringBuilder message = new StringBuilder("Configuration validation failed:");
        for (SettingProblem problem : problems) {
            message.append("\n\t").append(problem);
        }
        return message.toString();
    }

    private static Set<String> keys(List<SettingProblem> problems) {
        return problems.stream().map(SettingProblem::property).collect(Collectors.toSet());
    }

    /** At least one. */
    public List<SettingProblem> problems() {
        return problems;
    }
}
