package io.darwinexporter.internal.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Predicate;

/**
 * A registry in which families of the exporter may have names that the application's own have, too.
 * <p>
 * {@code process_start_time_seconds} is the case in point: Micrometer's uptime binder has it without labels, for the
 * application itself. Neither side gives way; both have their samples in one family, which is told once:
 *
 * <pre>
 * # HELP process_start_time_seconds Start time of the process since unix epoch.
 * # TYPE process_start_time_seconds gauge
 * process_start_time_seconds 1.7953826052E9
 * process_start_time_seconds{groupname="nginx",name="nginx",user="root"} 1.79538260526E9
 * </pre>
 *
 * Where the application has that name for something of another type, no text could hold both: then its own stays, and the
 * exporter's family is left out and said so once.
 */
public final class MergingRegistry extends CollectorRegistry {

    private static final Logger LOG = Logger.getLogger(MergingRegistry.class);

    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    /** As the registry that Quarkus makes: collectors that do not describe themselves are asked for their names. */
    public MergingRegistry() {
        super(true);
    }

    @Override
    public Enumeration<MetricFamilySamples> metricFamilySamples() {
        return merged(super.metricFamilySamples());
    }

    @Override
    public Enumeration<MetricFamilySamples> filteredMetricFamilySamples(Set<String> includedNames) {
        return merged(super.filteredMetricFamilySamples(includedNames));
    }

    @Override
    public Enumeration<MetricFamilySamples> filteredMetricFamilySamples(@Nullable Predicate<String> sampleNames) {
        return merged(super.filteredMetricFamilySamples(sampleNames));
    }

    private Enumeration<MetricFamilySamples> merged(Enumeration<MetricFamilySamples> families) {
        List<MetricFamilySamples> shown = new ArrayList<>();
        List<ExporterFamily> ours = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        Set<String> taken = new HashSet<>();
        while (families.hasMoreElements()) {
            MetricFamilySamples family = families.nextElement();
            if (family instanceof ExporterFamily exporterFamily) {
                ours.add(exporterFamily);
            } else {
                places.put(family.name, shown.size());
                shown.add(family);
                Collections.addAll(taken, family.getNames());
            }
        }
        for (ExporterFamily family : ours) {
            Integer place = places.get(family.name);
            if (place != null && shown.get(place).type == family.type) {
                shown.set(place, both(shown.get(place), family));
            } else if (Collections.disjoint(taken, List.of(family.getNames()))) {
                shown.add(family);
            } else if (leftOut.add(family.name)) {
                LOG.warnf("%s is left out of the application's metrics: it has another metric of that name", family.name);
            }
        }
        return Collections.enumeration(shown);
    }

    private static MetricFamilySamples both(MetricFamilySamples application, MetricFamilySamples exporter) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>(application.samples.size() + exporter.samples.size());
        samples.addAll(application.samples);
        samples.addAll(exporter.samples);
        return new MetricFamilySamples(application.name, application.unit, application.type, application.help, samples);
    }
}
