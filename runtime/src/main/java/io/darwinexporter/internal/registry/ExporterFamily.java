package io.darwinexporter.internal.registry;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricType;
import io.prometheus.client.Collector;
import io.prometheus.client.Predicate;

/** A family of the exporter, told from the application's own by its class. */
final class ExporterFamily extends Collector.MetricFamilySamples {

    private ExporterFamily(String name, String unit, Collector.Type type, String help, List<Sample> samples) {
        super(name, unit, type, help, samples);
    }

    static ExporterFamily of(FamilyDescription family, List<Sample> samples) {
        return new ExporterFamily(family.baseName(), unit(family), type(family.type()), family.help(), samples);
    }

    private static Collector.Type type(MetricType type) {
        return switch (type) {
            case COUNTER -> Collector.Type.COUNTER;
            case GAUGE -> Collector.Type.GAUGE;
            case UNNAMED_COUNTER -> Collector.Type.UNKNOWN;
            case INFO -> Collector.Type.INFO;
        };
    }

    /** A unit that is not the end of the name is none: OpenMetrics does not have it. */
    private static String unit(FamilyDescription family) {
        String unit = family.unit().label();
        return family.baseName().endsWith("_" + unit) ? unit : "";
    }

    @Override
    public Collector.@Nullable MetricFamilySamples filter(@Nullable Predicate<String> sampleNames) {
        Collector.MetricFamilySamples rest = super.filter(sampleNames);
        return rest == null || rest == this ? rest
                : new ExporterFamily(rest.name, rest.unit, rest.type, rest.help, rest.samples);
    }
}
