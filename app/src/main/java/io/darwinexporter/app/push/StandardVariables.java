package io.darwinexporter.app.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What OpenTelemetry's standard variables say, which are system properties, too: {@code OTEL_EXPORTER_OTLP_TIMEOUT} is
 * {@code otel.exporter.otlp.timeout}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">their specification</a>
 */
final class StandardVariables {

    static final String SERVICE_NAME = "otel.service.name";
    static final String RESOURCE_ATTRIBUTES = "otel.resource.attributes";
    static final String INTERVAL = "otel.metric.export.interval";

    private static final String OF_METRICS = "otel.exporter.otlp.metrics.";
    private static final String OF_ALL_SIGNALS = "otel.exporter.otlp.";

    private final Config config;

    StandardVariables(Config config) {
        this.config = config;
    }

    /**
     * A value and where it comes from.
     *
     * @param name of a variable as Java spells it, or of a setting
     */
    record Variable(String name, String value) {

        /** Whether it is there for all signals, so that a path has to be added to an endpoint. */
        boolean isOfAllSignals() {
            return !name.startsWith(OF_METRICS);
        }
    }

    /** The variable of the protocol that ends in that; the one for metrics only wins. Null if neither is set. */
    @Nullable
    Variable ofProtocol(String end) {
        Variable ofMetrics = named(OF_METRICS + end);
        return ofMetrics != null ? ofMetrics : named(OF_ALL_SIGNALS + end);
    }

    /** One of that name; null if it is not set, or empty. */
    @Nullable
    Variable named(String name) {
        return config.getOptionalValue(name, String.class).map(value -> new Variable(name, value.trim())).orElse(null);
    }

    /**
     * The pairs of a list such as {@code a=1,b=two%20words}.
     *
     * @throws IllegalArgumentException if there is something else in it; what, is not said, as it may be secret
     */
    static Map<String, String> pairs(String list) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String item : list.split(",")) {
            if (item.isBlank()) {
                continue;
            }
            int equals = item.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a list of pairs");
            }
            pairs.put(decoded(item.substring(0, equals).trim()), decoded(item.substring(equals + 1).trim()));
        }
        return pairs;
    }

    /** Percent-encoded; a plus sign, which URLs have for a space, is none. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
