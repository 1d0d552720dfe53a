package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.rule.RuleDefinition;
import io.darwinexporter.internal.rule.RuleProblem;
import io.darwinexporter.internal.rule.RuleReading;
import io.darwinexporter.internal.rule.Written;

/** Reads the rules of the configuration: those among the properties, then those of the file that it names. */
final class ConfiguredRules {

    private ConfiguredRules() {
    }

    static RuleReading read(DarwinExporterRuntimeConfig config) {
        List<RuleDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < config.rules().size(); i++) {
            definitions.add(definition(config.rules().get(i), DarwinExporterRuntimeConfig.PREFIX + ".rules[" + i + "]"));
        }
        Optional<Written> file = config.rulesFile()
                .map(path -> new Written(path.toString(), DarwinExporterRuntimeConfig.PREFIX + ".rules-file"));
        return RuleReading.of(definitions, file, config.rulesOnly(), config.trackChildren());
    }

    static SettingProblem settingProblem(RuleProblem problem) {
        return new SettingProblem(problem.place(), problem.value(), problem.accepted());
    }

    private static RuleDefinition definition(RuleConfig rule, String property) {
        Map<String, List<Written>> selectors = new LinkedHashMap<>();
        for (String key : RuleDefinition.SELECTOR_KEYS) {
            selector(rule, key).ifPresent(texts -> selectors.put(key, list(texts, property + "." + key)));
        }
        Map<String, Written> labels = new LinkedHashMap<>();
        rule.labels().forEach((name, value) -> labels.put(name, new Written(value, property + ".labels." + name)));
        return new RuleDefinition(property, false, written(rule.name(), property + ".name"), selectors, labels,
                written(rule.expected(), property + ".expected"), written(rule.trackChildren(), property + ".track-children"),
                written(rule.threads(), property + ".threads"));
    }

    private static Optional<List<String>> selector(RuleConfig rule, String key) {
        return switch (key) {
            case "comm" -> rule.comm();
            case "exe" -> rule.exe();
            case "cmdline" -> rule.cmdline();
            case "user" -> rule.user();
            case "cgroup" -> rule.cgroup();
            case "unit" -> rule.unit();
            case "container" -> rule.container();
            case "pod" -> rule.pod();
            case "bundle" -> rule.bundle();
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static List<Written> list(List<String> texts, String property) {
        List<Written> list = new ArrayList<>();
        for (String text : texts) {
            list.add(new Written(text, property));
        }
        return list;
    }

    private static @Nullable Written written(Optional<String> text, String property) {
        return text.isEmpty() ? null : new Written(text.get(), property);
    }
}
