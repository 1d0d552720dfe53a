package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.runtime.SettingKeys.Given;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;

/**
 * Everything that is wrong with a configuration, found without starting the application.
 */
public final class ConfigurationCheck {

    private final SmallRyeConfig given;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    private ConfigurationCheck(SmallRyeConfig given) {
        this.given = given;
    }

    /**
     * Checks a configuration.
     *
     * @param given the sources of the configuration, with nothing checked
     * @param checked reads the same sources as the application would, and fails as it would; settings that it is given win
     *        over all of them
     * @param layout what the build knows of the application's web paths
     * @return one line for each problem, with file, line and key as far as there are any; empty if the application would start
     */
    public static List<String> problems(SmallRyeConfig given, Function<Map<String, String>, SmallRyeConfig> checked,
            WebLayout layout) {
        ConfigurationCheck check = new ConfigurationCheck(given);
        check.keys();
        check.values(checked, layout);
        return List.copyOf(check.problems);
    }

    private void keys() {
        for (Given unknown : SettingKeys.unknownIn(given)) {
            problems.add(unknown.located() + "there is no such setting");
        }
        for (Given fixed : SettingKeys.fixedIn(given)) {
            problems.add(fixed.located() + "was fixed when the program was built and cannot be set");
        }
    }

    private void values(Function<Map<String, String>, SmallRyeConfig> checked, WebLayout layout) {
        try {
            check(checked.apply(Map.of()), layout);
        } catch (SettingsException e) {
            add(e);
        } catch (RuntimeException e) {
            add(e);
            othersTogether(checked, layout);
        }
    }

    private static void check(SmallRyeConfig config, WebLayout layout) {
        DarwinExporterRuntimeConfig settings = config.getConfigMapping(DarwinExporterRuntimeConfig.class);
        SettingsCheck.of(settings, layout, ConfiguredRules.read(settings).problems());
    }

    private void add(RuntimeException failure) {
        List<String> found = ConfigurationProblems.of(failure);
        if (found.isEmpty()) {
            throw failure;
        }
        for (String problem : found) {
            problems.add(located(given, problem));
            String key = keyOf(problem);
            if (key != null) {
                refused.add(key);
            }
        }
    }

    /** What values are to each other can be told although some were refused: those are taken to be what they are by default. */
    private void othersTogether(Function<Map<String, String>, SmallRyeConfig> checked, WebLayout layout) {
        Map<String, String> defaults = new HashMap<>();
        ConfigClass.configClass(DarwinExporterRuntimeConfig.class).getProperties().forEach((key, value) -> {
            if (refused.contains(key) && value != null) {
                defaults.put(key, value);
            }
        });
        try {
            check(checked.apply(defaults), layout);
        } catch (SettingsException e) {
            add(e);
        } catch (ConfigValidationException e) {
            // What is still refused has been told.
        }
    }

    /** Adds the place to a problem, which begins with a key if it is a key's. */
    public static String located(SmallRyeConfig given, String problem) {
        String key = keyOf(problem);
        return key == null ? problem : SettingPlace.ofValue(given, key) + problem;
    }

    private static @Nullable String keyOf(String problem) {
        int end = problem.indexOf(": ");
        return end < 0 || problem.lastIndexOf(' ', end) >= 0 ? null : problem.substring(0, end);
    }
}
