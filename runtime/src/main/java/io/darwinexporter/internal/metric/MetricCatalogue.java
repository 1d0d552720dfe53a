package io.darwinexporter.internal.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;

/**
 * The metric families that are shown: those that the source can feed. Unchanging.
 */
public final class MetricCatalogue {

    private final List<MetricFamily> families;
    private final CatalogueSettings settings;

    private MetricCatalogue(List<MetricFamily> families, CatalogueSettings settings) {
        this.families = List.copyOf(families);
        this.settings = settings;
    }

    /**
     * The families that a source feeds: those of groups and of threads by name, that of single processes if it is on, and the
     * exporter's own.
     */
    public static MetricCatalogue of(SourceDescription source, CatalogueSettings settings) {
        List<MetricFamily> families = new ArrayList<>();
        Set<Measure> supported = source.supported();
        for (GroupFamily family : GroupFamilies.ALL) {
            if (family.isFedBy(supported)) {
                families.add(family.onlyFedBy(supported));
            }
        }
        for (ThreadFamily family : ThreadFamilies.ALL) {
            if (family.isFedBy(source.threadCounters())) {
                families.add(family);
            }
        }
        if (settings.processInfo()) {
            families.add(new ProcessInfoFamily(settings.processInfoLimit()));
        }
        families.addAll(ExporterFamilies.of(source, settings.version()));
        return new MetricCatalogue(families, settings);
    }

    /** In the order in which they are shown. */
    public List<MetricFamily> families() {
        return families;
    }

    public CatalogueSettings settings() {
        return settings;
    }
}
