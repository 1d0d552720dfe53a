package io.darwinexporter.internal.metric;

import java.util.ArrayList;
import java.util.HashSet;
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
    private final Profile profile;

    private MetricCatalogue(List<MetricFamily> families, CatalogueSettings settings, Profile profile) {
        this.families = List.copyOf(families);
        this.settings = settings;
        this.profile = profile;
    }

    /**
     * The families that a source feeds: those of groups and of threads by name, that of single processes if it is on, and the
     * exporter's own.
     */
    public static MetricCatalogue of(SourceDescription source, CatalogueSettings settings, Profile profile) {
        return of(source, settings, profile, profile.counting());
    }

    /**
     * As {@link #of}, for those who have to tell when a counter was 0 and that another start of the exporter is another
     * beginning: what processes had used before the first collection is left out.
     */
    public static MetricCatalogue watched(SourceDescription source, CatalogueSettings settings, Profile profile) {
        return of(source, settings, profile, Counting.WATCHED);
    }

    private static MetricCatalogue of(SourceDescription source, CatalogueSettings settings, Profile profile,
            Counting counting) {
        List<MetricFamily> families = new ArrayList<>();
        Set<Measure> supported = source.supported();
        Set<String> names = new HashSet<>();
        for (GroupFamily family : profile.groupFamilies()) {
            if (family.isFedBy(supported) && names.add(family.description().name())) {
                families.add(family.onlyFedBy(supported).counting(counting));
            }
        }
        for (ThreadFamily family : profile.threadFamilies()) {
            if (family.isFedBy(source.threadCounters())) {
                families.add(family.counting(counting));
            }
        }
        switch (profile) {
            case ORIGINAL -> {
                if (settings.processInfo()) {
                    families.add(new ProcessInfoFamily(settings.processInfoLimit()));
                }
            }
            case PROCESS_EXPORTER -> families.addAll(ProcessExporterFamilies.OF_SCRAPES);
            case OTEL -> {
            }
        }
        families.addAll(ExporterFamilies.of(source, settings.version()));
        families.addAll(settings.added());
        return new MetricCatalogue(families, settings, profile);
    }

    /** In the order in which they are shown. */
    public List<MetricFamily> families() {
        return families;
    }

    /** How its families are spelled. */
    public Profile profile() {
        return profile;
    }

    public CatalogueSettings settings() {
        return settings;
    }
}
