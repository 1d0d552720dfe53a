package io.darwinexporter.internal.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.collect.SharedCollection;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.Profile;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Predicate;

/**
 * Gives the exporter's families to a registry whenever it is scraped, from a collection that is fresh.
 * <p>
 * One collector for all families, not a meter for each value: groups come and go, and meters would cost a hundred times as
 * much. Used by many threads at once, as registries are.
 */
public final class FamilyCollector extends Collector implements Collector.Describable {

    private final SharedCollection collection;
    private final List<MetricFamily> families;
    private final Profile profile;
    private final CollectorRegistry registry;
    private final Set<String> names;
    /** Asks the registry for what others call like families of ours; known by its identity in {@link #collect(Predicate)}. */
    private final Predicate<String> amongOurNames;

    private FamilyCollector(MetricCatalogue catalogue, SharedCollection collection, CollectorRegistry registry) {
        this.collection = collection;
        this.families = catalogue.families();
        this.profile = catalogue.profile();
        this.registry = registry;
        this.names = names(families);
        this.amongOurNames = names::contains;
    }

    private static Set<String> names(List<MetricFamily> families) {
        Set<String> names = new HashSet<>();
        for (MetricFamily family : families) {
            Collections.addAll(names, ExporterFamily.of(family.description(), List.of()).getNames());
        }
        return names;
    }

    /** Shows the families in a registry until {@link #leave()}. */
    public static FamilyCollector join(CollectorRegistry registry, MetricCatalogue catalogue, SharedCollection collection) {
        FamilyCollector collector = new FamilyCollector(catalogue, collection, registry);
        registry.register(collector);
        return collector;
    }

    /** Takes the families out of the registry. */
    public void leave() {
        registry.unregister(this);
    }

    /**
     * Claims no names: a registry refuses collectors whose names are taken, be it ours or, later, one of the application's
     * own meters.
     */
    @Override
    public List<MetricFamilySamples> describe() {
        return List.of();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> all = collection.fresh(this::all);
        return registry instanceof MergingRegistry ? all : withoutTaken(all);
    }

    @Override
    public List<MetricFamilySamples> collect(@Nullable Predicate<String> sampleNames) {
        return sampleNames == amongOurNames ? List.of() : super.collect(sampleNames);
    }

    private List<MetricFamilySamples> all(CollectionResult result) {
        List<MetricFamilySamples> all = new ArrayList<>(families.size());
        SampleList samples = new SampleList(profile.labelValues());
        for (MetricFamily family : families) {
            samples.begin(family.description());
            family.collect(result, samples);
            List<MetricFamilySamples.Sample> ofFamily = samples.end();
            if (!ofFamily.isEmpty()) {
                all.add(ExporterFamily.of(family.description(), ofFamily));
            }
        }
        return all;
    }

    /** A registry that does not merge would show two families of one name, which is no valid text. */
    private List<MetricFamilySamples> withoutTaken(List<MetricFamilySamples> all) {
        Set<String> taken = new HashSet<>();
        for (MetricFamilySamples other : Collections.list(registry.filteredMetricFamilySamples(amongOurNames))) {
            Collections.addAll(taken, other.getNames());
        }
        all.removeIf(family -> !Collections.disjoint(taken, List.of(family.getNames())));
        return all;
    }
}
