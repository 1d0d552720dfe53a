package io.darwinexporter.app.push;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.darwinexporter.internal.exporter.HostName;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;

/**
 * Which host and program pushed metrics are of, by OpenTelemetry's semantic conventions for resources.
 */
final class HostResource {

    static final String SERVICE_NAME = "service.name";

    private HostResource() {
    }

    /**
     * What is known, and above it what was given.
     *
     * @param osType as OpenTelemetry names operating systems
     * @param given by whoever runs the program
     */
    static Resource of(String osType, String version, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SERVICE_NAME, "darwin-exporter");
        values.put("service.version", version);
        values.put("host.name", given.getOrDefault("host.name", HostName.lookUp()));
        values.put("host.arch", architecture(System.getProperty("os.arch")));
        values.put("os.type", osType);
        // There is one on a host, and a name that stays keeps its series when the program is started anew.
        values.put("service.instance.id", values.getOrDefault("host.name", ""));
        values.putAll(given);
        AttributesBuilder attributes = Attributes.builder();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
        });
        return Resource.getDefault().merge(Resource.create(attributes.build()));
    }

    /** As OpenTelemetry names what Java and the kernels name otherwise. */
    static String architecture(String java) {
        return switch (java.toLowerCase(Locale.ROOT)) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "arm" -> "arm32";
            case "ppc64le" -> "ppc64";
            default -> java;
        };
    }
}
