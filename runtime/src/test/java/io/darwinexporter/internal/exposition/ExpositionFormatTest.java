package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.exposition.ExpositionFormat.OPENMETRICS;
import static io.darwinexporter.internal.exposition.ExpositionFormat.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionFormatTest {

    @Test
    void noHeaderGetsText() {
        assertThat(ExpositionFormat.negotiate(null)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // Prometheus 2.x
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
                    + "application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            // Prometheus 3.x
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "application/openmetrics-text",
            "Application/OpenMetrics-Text ; Version=\"1.0.0\" ; Q=0.3",
            "application/openmetrics-text,text/plain",
            "application/openmetrics-text,*/*",
            "application/openmetrics-text;q=0.5,*/*;q=0.4",
            "application/*,text/*;q=0.9",
            "text/plain;q=0,*/*",
            "application/openmetrics-text;q=0.001",
            "x/y;a=\"q=1,text/plain\";q=0.1,application/openmetrics-text;q=0.9",
            "text/plain;version=1.0.0,application/openmetrics-text;q=0.1"
    })
    void openMetricsForThoseWhoPreferIt(String accept) {
        assertThat(ExpositionFormat.negotiate(accept)).isEqualTo(OPENMETRICS);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            " , ,",
            "*/*",
            "text/plain",
            "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            "text/*,application/*",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json",
            "application/openmetrics-text;q=0",
            "application/openmetrics-text;q=0,*/*",
            "application/openmetrics-text;q=0.000",
            "application/openmetrics-text;version=2.0.0",
            "application/openmetrics-text;version=2.0.0,text/plain;q=0.1",
            "application/openmetrics-text;q=0.4,text/plain;q=0.5",
            "application/openmetrics-text;q=0.4,*/*;q=0.5",
            "application/openmetrics-text;q=2",
            "application/openmetrics-text;q=1.001",
            "application/openmetrics-text;q=0.1234",
            "application/openmetrics-text;q=-1",
            "application/openmetrics-text;q=x",
            "application/openmetrics-text;q=",
            "application/openmetrics-textual",
            "*/openmetrics-text",
            "application",
            "/",
            ";q=1",
            "\"application/openmetrics-text",
            "x;a=\"\\",
            "*;q=.2"
    })
    void textForEverybodyElse(String accept) {
        assertThat(ExpositionFormat.negotiate(accept)).isEqualTo(TEXT);
    }
}
