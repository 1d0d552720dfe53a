package io.darwinexporter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.app.push.PushCheck;
import io.darwinexporter.app.web.ConfiguredUsers;
import io.darwinexporter.runtime.ConfigurationCheck;
import io.smallrye.config.SmallRyeConfig;

/** The command {@code check-config}. */
final class CheckConfig {

    private CheckConfig() {
    }

    /** One line for each problem; empty if the program would start with this configuration. */
    static List<String> problems() {
        List<String> problems = new ArrayList<>(ConfigurationFiles.problems(Path.of("")));
        if (!problems.isEmpty()) {
            // Nothing can be said of values as long as a file with some of them cannot be read.
            return problems;
        }
        problems.addAll(WebConfiguration.apply(System.getProperties()));
        SmallRyeConfig given = ProgramConfiguration.given();
        problems.addAll(ConfigurationCheck.problems(given, ProgramConfiguration::checked, ProgramConfiguration.webLayout(),
                List.of(PushCheck::of, ConfiguredUsers::check)));
        addPort(given, problems);
        return problems;
    }

    /** Quarkus takes any whole number. */
    private static void addPort(SmallRyeConfig given, List<String> problems) {
        given.getOptionalValue(Flag.PORT.key(), String.class).filter(port -> port.matches("-?\\d+")).ifPresent(port -> {
            try {
                Flag.PORT.settingOf(port);
            } catch (UsageException e) {
                problems.add(ConfigurationCheck.located(given, Flag.PORT.refusal(Flag.PORT.key(), port)));
            }
        });
    }
}
