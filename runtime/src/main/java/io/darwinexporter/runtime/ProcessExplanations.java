package io.darwinexporter.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.darwinexporter.ProcessFact;
import io.darwinexporter.internal.collect.CollectionCycle;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.explain.Explainer;
import io.darwinexporter.internal.explain.Explanation;
import io.darwinexporter.internal.explain.ExplanationText;
import io.darwinexporter.internal.exporter.Exporter;
import io.darwinexporter.internal.exporter.PlatformSources;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.smallrye.config.SmallRyeConfig;

/**
 * Explains processes once, as an exporter that has just been started with that configuration would see them. For a program
 * that then ends: traffic, which takes a while to follow, is left out.
 */
public final class ProcessExplanations implements AutoCloseable {

    private final SharedCollection collection;
    private final Explainer explainer;

    private ProcessExplanations(SharedCollection collection, Explainer explainer) {
        this.collection = collection;
        this.explainer = explainer;
    }

    /**
     * Opens the source of processes.
     *
     * @param layout what the build knows of the application's web paths
     * @param arguments whether to show command lines, which may hold secrets
     * @throws SettingsException naming every value that does not go with the others
     * @throws io.darwinexporter.internal.snapshot.UnsupportedPlatformException if this platform's processes cannot be read
     */
    public static ProcessExplanations open(SmallRyeConfig config, WebLayout layout, boolean arguments) {
        ExporterSettings settings = ExporterSettings.of(config.getConfigMapping(DarwinExporterBuildTimeConfig.class),
                config.getConfigMapping(DarwinExporterRuntimeConfig.class), layout);
        Set<ProcessFact> facts = EnumSet.allOf(ProcessFact.class);
        Set<ProcessFact> used = Exporter.usedFacts(settings.rules(), settings.grouping());
        if (!arguments && !used.contains(ProcessFact.ARGUMENTS)) {
            facts.remove(ProcessFact.ARGUMENTS);
        }
        Set<MeasureKind> kinds = new HashSet<>(settings.kinds());
        kinds.remove(MeasureKind.NETWORK);
        ProcessSource source = PlatformSources.open(settings.platform(), settings.source(kinds, facts), settings.linux());
        SharedCollection collection = new SharedCollection(
                new CollectionCycle(source, settings.patterns(), settings.grouping(), settings.groups()), Duration.ofDays(1));
        collection.useRules(settings.rules(), facts);
        return new ProcessExplanations(collection, Explainer.ofSingleLook(settings.patterns(), settings.rules(),
                settings.grouping().toString(), settings.source(facts), arguments));
    }

    /** The explanation of a process, in several lines; empty if there is none that is looked at. */
    public List<String> process(int pid) {
        return texts(collection.fresh(result -> explainer.process(result, pid)).map(List::of).orElse(List.of()));
    }

    /** The explanations of all processes of that name. */
    public List<String> named(String name) {
        return texts(collection.fresh(result -> explainer.named(result, name, Integer.MAX_VALUE)));
    }

    private static List<String> texts(List<Explanation> explanations) {
        List<String> texts = new ArrayList<>();
        for (Explanation explanation : explanations) {
            texts.add(ExplanationText.of(explanation));
        }
        return texts;
    }

    @Override
    public void close() {
        collection.close();
    }
}
