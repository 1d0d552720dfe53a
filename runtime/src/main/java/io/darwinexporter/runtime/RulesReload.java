package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.darwinexporter.internal.rule.RuleProblem;
import io.darwinexporter.internal.rule.RuleReading;

/**
 * Reads the rules again while the exporter runs. The file may have changed; properties are those of the start.
 */
@Singleton
public class RulesReload {

    private static final Logger LOG = Logger.getLogger(RulesReload.class);

    private final ProcessExporter exporter;
    private final DarwinExporterRuntimeConfig config;

    RulesReload(ProcessExporter exporter, DarwinExporterRuntimeConfig config) {
        this.exporter = exporter;
        this.config = config;
    }

    /**
     * Has the rules used from the next collection on, unless something is wrong with them: then nothing changes. May wait for a
     * collection.
     *
     * @return one line for each problem; empty if the rules are in use
     */
    public synchronized List<String> reload() {
        RuleReading read = ConfiguredRules.read(config);
        List<String> problems = new ArrayList<>();
        for (RuleProblem problem : read.problems()) {
            problems.add(ConfiguredRules.settingProblem(problem).toString());
        }
        if (problems.isEmpty()) {
            exporter.useRules(read.rules());
            LOG.infof("the rules have been read again, there are %d", read.rules().rules().size());
        } else {
            LOG.warnf("the rules stay as they were: %s", String.join("; ", problems));
        }
        exporter.collection().reloaded(problems.isEmpty());
        return List.copyOf(problems);
    }
}
