package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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

    private final WebLayout layout;
    private final List<Consumer<SmallRyeConfig>> further;

    private ConfigurationCheck(SmallRyeConfig given, WebLayout layout, List<Consumer<SmallRyeConfig>> further) {
        this.given = given;
        this.layout = layout;
        this.further = further;
    }

    /**
     * Checks a configuration.
     *
     * @param given the sources of the configuration, with nothing checked
     * @param checked reads the same sources as the application would, and fails as it would; settings that it is given win
     *        over all of them
     * @param layout what the build knows of the application's web paths
     * @param further checks of what is the application's own, given what {@code checked} gave; each throws
     *        {@link SettingsException}
     * @return one line for each problem, with file, line and key as far as there are any; empty if the application would start
     */
    public static List<String> problems(SmallRyeConfig given, Function<Map<String, String>, SmallRyeConfig> checked,
            WebLayout layout, List<Consumer<SmallRyeConfig>> further) {
        ConfigurationCheck check = new ConfigurationCheck(given, layout, further);
        check.keys();
        check.values(checked);
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

    private void values(Function<Map<String, String>, SmallRyeConfig> checked) {
        SmallRyeConfig config;
        try {
            config = checked.apply(Map.of());
        } catch (RuntimeException e) {
            add(e);
            othersTogether(checked);
            return;
        }
        together(config);
    }

    private void together(SmallRyeConfig config) {
        try {
            DarwinExporterRuntimeConfig settings = config.getConfigMapping(DarwinExporterRuntimeConfig.class);
            SettingsCheck.of(settings, layout, ConfiguredRules.read(settings).problems());
        } catch (SettingsException e) {
            add(e);
        }
        for (Consumer<SmallRyeConfig> check : further) {
            try {
                check.accept(config);
            } catch (SettingsException e) {
                add(e);
            }
        }
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
    private void othersTogether(Function<Map<String, String>, SmallRyeConfig> checked) {
        Map<String, String> defaults = new HashMap<>();
        ConfigClass.configClass(DarwinExporterRuntimeConfig.class).getProperties().forEach((key, value) -> {
            if (refused.contains(key) && value != null) {
                defaults.put(key, value);
            }
        });
        SmallRyeConfig config;
        try {
            config = checked.apply(defaults);
        } catch (ConfigValidationException e) {
            // What is still refused has been told.
            return;
        }
        together(config);
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
