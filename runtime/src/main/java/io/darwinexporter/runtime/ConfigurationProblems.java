package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

/**
 * What is wrong with a configuration, for a program that tells its user in plain lines why it does not start.
 */
public final class ConfigurationProblems {

    /** What the message of an exception begins with that says what is accepted in a value's place. */
    static final String ACCEPTED_PREFIX = "it takes ";

    /** As SmallRye Config words a value that a converter refuses (SRCFG00039). */
    private static final Pattern CONVERSION = Pattern.compile("The config property (\\S+) with the config value \"(.*)\""
            + " threw an Exception whilst being converted (.*)", Pattern.DOTALL);
    /** And a value that is empty where something is needed (SRCFG00040). */
    private static final Pattern EMPTY = Pattern.compile("The config property (\\S+) is defined as the empty String.*",
            Pattern.DOTALL);
    /** And a name that an enum does not have (SRCFG00049). */
    private static final Pattern CHOICE = Pattern.compile("Cannot convert .* to enum .*, allowed values: (.*)",
            Pattern.DOTALL);
    /** And a key that none of an application's own settings has (SRCFG00050). */
    private static final Pattern UNKNOWN = Pattern.compile("(\\S+) in .* does not map to any root", Pattern.DOTALL);
    private static final Pattern MESSAGE_CODE = Pattern.compile("^(?:[a-z]+\\.\\S+: )?SRCFG\\d+: ");

    private ConfigurationProblems() {
    }

    /**
     * The problems that kept an application from starting, as far as they are the configuration's: this extension's, or any
     * other value that Quarkus could not read.
     *
     * @param thrown what the start failed with
     * @return one line each, naming the property, the value and what would be accepted; empty if the configuration was not the
     *         reason
     */
    public static List<String> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            List<String> problems = in(cause);
            if (!problems.isEmpty()) {
                return problems;
            }
        }
        return List.of();
    }

    private static List<String> in(Throwable thrown) {
        List<String> problems = new ArrayList<>();
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof SettingsException settings) {
            for (SettingProblem problem : settings.problems()) {
                problems.add(problem.toString());
            }
        } else if (thrown instanceof ConfigValidationException invalid) {
            for (int i = 0; i < invalid.getProblemCount(); i++) {
                problems.add(readable(invalid.getProblem(i).getMessage()));
            }
        } else if (thrown instanceof ConfigurationException || MESSAGE_CODE.matcher(message).find()) {
            problems.add(readable(message));
        }
        return List.copyOf(problems);
    }

    private static String readable(String message) {
        String text = withoutCode(message);
        Matcher conversion = CONVERSION.matcher(text);
        if (conversion.matches()) {
            return refused(conversion.group(1), conversion.group(2), withoutCode(conversion.group(3)));
        }
        Matcher empty = EMPTY.matcher(text);
        if (empty.matches()) {
            return refused(empty.group(1), "", ACCEPTED_PREFIX + "a value");
        }
        Matcher unknown = UNKNOWN.matcher(text);
        return SettingProblem.onOneLine(unknown.matches() ? unknown.group(1) + ": there is no such setting" : text);
    }

    private static String refused(String property, String value, String reason) {
        Matcher choice = CHOICE.matcher(reason);
        if (choice.matches()) {
            String[] names = choice.group(1).split(",");
            // SmallRye tells them in no particular order.
            Arrays.sort(names);
            return new SettingProblem(property, value, "one of " + String.join(", ", names)).toString();
        }
        if (reason.startsWith(ACCEPTED_PREFIX)) {
            return new SettingProblem(property, value, reason.substring(ACCEPTED_PREFIX.length())).toString();
        }
        return SettingProblem.onOneLine(property + ": \"" + value + "\" is not accepted: " + reason);
    }

    private static String withoutCode(String message) {
        return MESSAGE_CODE.matcher(message).replaceFirst("");
    }
}
