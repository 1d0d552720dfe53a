package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = { "gzip", "GZip", "x-gzip", "deflate, gzip;q=0.5", "gzip;q=1.000", "br , gzip ; q = 0.1", "*",
            "identity;q=0, *;q=0.2", "gzip;level=3;q=1", "*;q=0, gzip" })
    void gzipIsTakenByClientsThatNameIt(String header) {
        assertThat(AcceptEncoding.takesGzip(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "identity", "br, deflate", "gzip;q=0", "gzip;q=0.000", "gzip; Q=0", "*;q=0", "gzip;q=0, *",
            "gzip;q=x", "gzip;q=NaN", "gzip;q=-1", "gzipped", ",;,=" })
    void gzipIsNotSentToOthers(String header) {
        assertThat(AcceptEncoding.takesGzip(List.of(header))).isFalse();
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(AcceptEncoding.takesGzip(List.of("br", "gzip"))).isTrue();
        assertThat(AcceptEncoding.takesGzip(List.of())).isFalse();
    }
}
