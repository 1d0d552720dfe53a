package io.darwinexporter.app.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.app.web.Certificates;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.runtime.SettingProblem;
import io.darwinexporter.runtime.SettingsException;

class PushSettingsTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsPushedUnlessThatIsSaid() {
        assertThat(isOn()).isFalse();
        assertThat(isOn("otel.exporter.otlp.endpoint", "http://collector:4318")).isFalse();
        assertThat(isOn("endpoint", "http://collector:4318")).isTrue();
        assertThat(isOn("endpoint", "http://collector:4318", "enabled", "false")).isFalse();
        assertThat(isOn("enabled", "true")).isTrue();
    }

    private static boolean isOn(String... given) {
        return PushSettings.isOn(new Pushing(given).mapped());
    }

    @Test
    void whatIsNotSaidIsAsOpenTelemetryHasIt() {
        PushSettings settings = settings();

        assertThat(settings.endpoint()).hasToString("http://localhost:4318/v1/metrics");
        assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.profile()).isEqualTo(Profile.OTEL);
        assertThat(settings.gzip()).isTrue();
        assertThat(settings.headers()).isEmpty();
        assertThat(settings.attributes()).isEmpty();
        assertThat(settings.queueBytes()).isEqualTo(2 * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            http://collector:4318,                      http://collector:4318/v1/metrics
            http://collector:4318/,                     http://collector:4318/v1/metrics
            https://[::1]:4318?key=1,                   https://[::1]:4318/v1/metrics?key=1
            HTTP://collector,                           http://collector/v1/metrics
            http://prometheus:9090/api/v1/otlp/v1/metrics, http://prometheus:9090/api/v1/otlp/v1/metrics
            """)
    void endpointWithoutAPathGetsTheUsualOne(String given, String endpoint) {
        assertThat(settings("endpoint", given).endpoint()).hasToString(endpoint);
    }

    @Test
    void standardEndpointIsABaseAndTheOneOfMetricsIsWhole() {
        assertThat(settings("otel.exporter.otlp.endpoint", "http://c:1/base/").endpoint())
                .hasToString("http://c:1/base/v1/metrics");
        assertThat(settings("otel.exporter.otlp.endpoint", "http://c:1", "otel.exporter.otlp.metrics.endpoint", "http://m:2/x")
                .endpoint()).hasToString("http://m:2/x");
        assertThat(settings("otel.exporter.otlp.metrics.endpoint", "http://m:2/x", "endpoint", "http://own:3/y").endpoint())
                .hasToString("http://own:3/y");
    }

    @Test
    void standardVariablesCountWhereNothingElseIsSaid() {
        PushSettings settings = settings("otel.metric.export.interval", "5000", "otel.exporter.otlp.timeout", "1500",
                "otel.exporter.otlp.compression", "none", "otel.exporter.otlp.headers", "a=1, Authorization=Basic%20ab+/==",
                "otel.exporter.otlp.protocol", "http/protobuf", "otel.exporter.otlp.metrics.temporality.preference",
                "Cumulative",
                "otel.resource.attributes", "service.name=one,deployment.environment.name=my%20test",
                "otel.service.name", "two");

        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.gzip()).isFalse();
        assertThat(settings.headers()).isEqualTo(Map.of("a", "1", "Authorization", "Basic ab+/=="));
        assertThat(settings.attributes()).isEqualTo(Map.of("service.name", "two", "deployment.environment.name", "my test"));
    }

    @Test
    void ownSettingsWinOverStandardVariables() {
        PushSettings settings = settings("otel.metric.export.interval", "5000", "interval", "30s",
                "otel.exporter.otlp.timeout", "1500", "timeout", "3s", "otel.exporter.otlp.compression", "none",
                "compression", "gzip", "otel.exporter.otlp.metrics.headers", "a=1", "headers.\"X-Scope-OrgID\"", "team",
                "otel.resource.attributes", "host.name=a,x=1", "resource-attributes.\"host.name\"", "b");

        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.gzip()).isTrue();
        assertThat(settings.headers()).isEqualTo(Map.of("X-Scope-OrgID", "team"));
        assertThat(settings.attributes()).isEqualTo(Map.of("host.name", "b", "x", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "collector:4318", "ftp://collector", "http://", "http://a b", "http://collector:70000", "nothing",
            "http://collector/#x", "http:collector" })
    void whatIsNoUrlIsRefused(String given) {
        assertThat(problems("endpoint", given)).singleElement().satisfies(problem -> {
            assertThat(problem.property()).isEqualTo("darwin-exporter.push.endpoint");
            assertThat(problem.value()).isEqualTo(given);
        });
    }

    @Test
    void everythingThatIsWrongIsTold() {
        assertThat(problems("endpoint", "nothing", "interval", "100ms", "timeout", "0s", "compression", "zip",
                "otel.exporter.otlp.protocol", "grpc", "otel.exporter.otlp.metrics.temporality.preference", "delta",
                "certificate", "/no/such/file", "otel.exporter.otlp.client.key", "/no/such/key"))
                .extracting(SettingProblem::property).containsExactlyInAnyOrder("darwin-exporter.push.endpoint",
                        "darwin-exporter.push.interval", "darwin-exporter.push.timeout", "darwin-exporter.push.compression",
                        "otel.exporter.otlp.protocol", "otel.exporter.otlp.metrics.temporality.preference",
                        "darwin-exporter.push.certificate", "otel.exporter.otlp.client.key");
        assertThat(problems("otel.metric.export.interval", "60s", "otel.exporter.otlp.timeout", "-1",
                "otel.resource.attributes", "nothing")).extracting(SettingProblem::property)
                .containsExactlyInAnyOrder("otel.metric.export.interval", "otel.exporter.otlp.timeout",
                        "otel.resource.attributes");
    }

    @Test
    void secretsAreNeverTold() {
        assertThat(problems("endpoint", "http://user:s3cret@collector")).hasSize(1);
        assertThat(problems("endpoint", "http://user:s3 cret@collector")).hasSize(1);
        assertThat(problems("endpoint", "ftp://collector?token=s3cret")).hasSize(1);
        assertThat(problems("headers.Host", "s3cret")).hasSize(1);
        assertThat(problems("headers.\"a b\"", "s3cret")).hasSize(1);
        assertThat(problems("otel.exporter.otlp.headers", "s3cret")).hasSize(1);
        assertThat(problems("otel.exporter.otlp.headers", "a=%zzs3cret")).hasSize(1);
        PushSettings good = settings("endpoint", "http://collector/x?token=s3cret", "headers.a", "s3cret");
        assertThat(good.toString()).doesNotContain("s3cret");
        assertThat(good.endpointText()).isEqualTo("http://collector/x");
    }

    @Test
    void certificatesAndKeysAreReadAtOnce() throws Exception {
        Certificates.make(folder).issue("client");

        assertThat(problems("certificate", file("ca.crt"), "client-certificate", file("client.crt"), "client-key",
                file("client.key"))).isEmpty();
        assertThat(problems("certificate", file("client.key"))).extracting(SettingProblem::property)
                .containsExactly("darwin-exporter.push.certificate");
        assertThat(problems("client-certificate", file("client.crt"))).extracting(SettingProblem::property)
                .containsExactly("darwin-exporter.push.client-certificate");
        assertThat(problems("client-key", file("client.key"))).extracting(SettingProblem::property)
                .containsExactly("darwin-exporter.push.client-key");
        Files.writeString(folder.resolve("garbage.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThat(problems("client-certificate", file("client.crt"), "client-key", file("garbage.key")))
                .extracting(SettingProblem::property).containsExactly("darwin-exporter.push.client-key");
        assertThat(problems("client-certificate", file("client.crt"), "client-key", folder.toString()))
                .extracting(SettingProblem::property).containsExactly("darwin-exporter.push.client-key");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static PushSettings settings(String... given) {
        return new Pushing(given).settings();
    }

    private static List<SettingProblem> problems(String... given) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> settings(given));
        List<SettingProblem> problems = thrown == null ? List.of() : thrown.problems();
        assertThat(problems.toString()).doesNotContain("s3cret");
        return problems;
    }
}
