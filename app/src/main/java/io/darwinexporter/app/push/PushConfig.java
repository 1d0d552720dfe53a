package io.darwinexporter.app.push;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.runtime.SettingConverters;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How metrics are pushed. What is not set is as OpenTelemetry's standard variables say. */
@ConfigMapping(prefix = PushConfig.PREFIX)
public interface PushConfig {

    String PREFIX = "darwin-exporter.push";

    /**
     * Whether metrics are pushed. If this is not set, they are if {@code endpoint} is: the standard variables alone,
     * which may be meant for other programs, switch nothing on.
     */
    Optional<@WithConverter(SettingConverters.Switch.class) Boolean> enabled();

    /**
     * Where metrics are pushed to: the URL of a receiver of OTLP over HTTP, such as {@code http://collector:4318}. One
     * without a path gets {@code /v1/metrics}. If it is not set: {@code OTEL_EXPORTER_OTLP_METRICS_ENDPOINT} as it is,
     * {@code OTEL_EXPORTER_OTLP_ENDPOINT} with {@code /v1/metrics} after it, or
     * {@code http://localhost:4318/v1/metrics}.
     */
    Optional<String> endpoint();

    /**
     * How often metrics are pushed, from 1s to 24h. If it is not set: {@code OTEL_METRIC_EXPORT_INTERVAL} (in milliseconds), or
     * one minute.
     */
    Optional<@WithConverter(SettingConverters.TimeSpan.class) Duration> interval();

    /**
     * How metrics are spelled: {@code otel} as in OpenTelemetry's semantic conventions, {@code original} and
     * {@code process-exporter} under the names that they are scraped with.
     */
    @WithDefault("otel")
    Profile profile();

    /**
     * Headers that are sent with each request, such as {@code headers."X-Scope-OrgID"=team}. They are never logged. If
     * there are none: {@code OTEL_EXPORTER_OTLP_METRICS_HEADERS} or {@code OTEL_EXPORTER_OTLP_HEADERS}.
     */
    Map<String, String> headers();

    /**
     * How long an answer may take to be there in whole, up to 5m. If it is not set:
     * {@code OTEL_EXPORTER_OTLP_METRICS_TIMEOUT} or {@code OTEL_EXPORTER_OTLP_TIMEOUT} (in milliseconds), or ten
     * seconds.
     */
    Optional<@WithConverter(SettingConverters.TimeSpan.class) Duration> timeout();

    /**
     * How requests are packed: {@code gzip} or {@code none}. If it is not set:
     * {@code OTEL_EXPORTER_OTLP_METRICS_COMPRESSION} or {@code OTEL_EXPORTER_OTLP_COMPRESSION}, or {@code gzip},
     * which every receiver has to understand.
     */
    Optional<String> compression();

    /**
     * A PEM file with the certificates of the authorities that may have signed that of the receiver. If it is not set:
     * {@code OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE} or {@code OTEL_EXPORTER_OTLP_CERTIFICATE}, or those that Java trusts.
     */
    Optional<Path> certificate();

    /**
     * A PEM file with a certificate to show to the receiver, and those that lead from it to an authority. If it is not set:
     * {@code OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE} or {@code OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE}, or none.
     */
    Optional<Path> clientCertificate();

    /**
     * A PEM file with the private key of {@code client-certificate}, in PKCS #8 and not encrypted. If it is not set:
     * {@code OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY} or {@code OTEL_EXPORTER_OTLP_CLIENT_KEY}.
     */
    Optional<Path> clientKey();

    /**
     * What is told about this host and program with every request, such as
     * {@code resource-attributes."deployment.environment.name"=test}.
     * They win over {@code OTEL_SERVICE_NAME}, this over {@code OTEL_RESOURCE_ATTRIBUTES}, these over what is found out: see
     * docs/push.md.
     */
    Map<String, String> resourceAttributes();

    /**
     * Memory for requests that could not be delivered yet. When it is full, the oldest are dropped; the newest is
     * kept whatever its size.
     */
    @WithDefault("2M")
    MemorySize queueMemory();
}
