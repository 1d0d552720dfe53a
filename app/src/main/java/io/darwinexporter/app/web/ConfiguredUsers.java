package io.darwinexporter.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.darwinexporter.runtime.SettingProblem;
import io.darwinexporter.runtime.SettingsException;
import io.smallrye.config.SmallRyeConfig;

/** Users that are settings, and not in a {@link WebConfigFile}. */
public final class ConfiguredUsers {

    private static final String KEY = "darwin-exporter.web.users";

    private ConfiguredUsers() {
    }

    /** @throws SettingsException naming everything that is not accepted */
    public static void check(SmallRyeConfig config) {
        check(config.getConfigMapping(WebSettings.class));
    }

    static void check(WebSettings settings) {
        List<SettingProblem> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static List<SettingProblem> problems(WebSettings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        if (settings.users().isEmpty()) {
            return problems;
        }
        settings.config().file().ifPresent(file -> problems.add(new SettingProblem(KEY,
                String.join(", ", new TreeMap<>(settings.users()).keySet()),
                "users only where there is no --web.config.file")));
        for (Map.Entry<String, String> user : new TreeMap<>(settings.users()).entrySet()) {
            String key = KEY + ".\"" + user.getKey() + "\"";
            if (!Users.isHash(user.getValue())) {
                // A password in its place must not end up in a log.
                problems.add(new SettingProblem(key, "...", Users.hashFor(user.getKey())));
            }
            if (!Users.isName(user.getKey())) {
                problems.add(new SettingProblem(key, user.getKey(), Users.NAME));
            }
        }
        return problems;
    }
}
