package io.darwinexporter.app.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;

/**
 * What a request says.
 *
 * @param resource its attributes
 * @param scope name and version of what made it
 */
public record PushedPoints(Map<String, String> resource, String scope, List<Point> points) {

    /**
     * @param instrument counter, sum or gauge
     * @param startNanos 0 if it does not say
     */
    public record Point(String name, String unit, String instrument, Map<String, String> attributes, double value,
            boolean isWhole, long startNanos, long timeNanos) {

        public boolean is(String name, String... attributes) {
            if (!this.name.equals(name)) {
                return false;
            }
            for (int i = 0; i < attributes.length; i += 2) {
                if (!attributes[i + 1].equals(this.attributes.get(attributes[i]))) {
                    return false;
                }
            }
            return true;
        }
    }

    static PushedPoints of(ExportMetricsServiceRequest request) {
        if (request.getResourceMetricsCount() != 1 || request.getResourceMetrics(0).getScopeMetricsCount() != 1) {
            throw new AssertionError("more than one resource or scope: " + request);
        }
        ResourceMetrics resource = request.getResourceMetrics(0);
        ScopeMetrics scope = resource.getScopeMetrics(0);
        List<Point> points = new ArrayList<>();
        for (Metric metric : scope.getMetricsList()) {
            add(metric, points);
        }
        return new PushedPoints(map(resource.getResource().getAttributesList()),
                scope.getScope().getName() + ' ' + scope.getScope().getVersion(), List.copyOf(points));
    }

    private static void add(Metric metric, List<Point> points) {
        if (metric.hasGauge()) {
            add(metric, "gauge", metric.getGauge().getDataPointsList(), points);
        } else {
            if (metric.getSum().getAggregationTemporality() != AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE) {
                throw new AssertionError("not cumulative: " + metric);
            }
            add(metric, metric.getSum().getIsMonotonic() ? "counter" : "sum", metric.getSum().getDataPointsList(), points);
        }
    }

    private static void add(Metric metric, String instrument, List<NumberDataPoint> given, List<Point> points) {
        for (NumberDataPoint point : given) {
            double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
            points.add(new Point(metric.getName(), metric.getUnit(), instrument, map(point.getAttributesList()), value,
                    point.hasAsInt(), point.getStartTimeUnixNano(), point.getTimeUnixNano()));
        }
    }

    private static Map<String, String> map(List<KeyValue> attributes) {
        Map<String, String> map = new TreeMap<>();
        for (KeyValue attribute : attributes) {
            if (attribute.getValue().hasArrayValue()
                    || map.put(attribute.getKey(), attribute.getValue().getStringValue()) != null) {
                throw new AssertionError("an odd attribute: " + attribute);
            }
        }
        return map;
    }

    /** The one point of that name with these attributes (name, value, and so on), and maybe others. */
    public Point point(String name, String... attributes) {
        List<Point> found = all(point -> point.is(name, attributes));
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " points " + name + " " + List.of(attributes) + ": " + points);
        }
        return found.get(0);
    }

    public List<Point> all(Predicate<Point> wanted) {
        return points.stream().filter(wanted).toList();
    }
}
