package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** With a client that leaves compressed bodies alone. */
class CompressionTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideConfigKey("quarkus.http.enable-compression", "true");

    @TestHTTPResource("/metrics")
    URI metrics;

    @Test
    void metricsAreZippedOnceAlsoWhereQuarkusCompresses() throws Exception {
        HttpResponse<byte[]> response = get("gzip");
        assertThat(response.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(response.headers().allValues("Content-Length"))
                .containsExactly(Integer.toString(response.body().length));
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(unzipped.readAllBytes())).contains("darwin_exporter_collection_success 1\n");
        }
    }

    @Test
    void clientsThatRefuseGzipGetPlainText() throws Exception {
        HttpResponse<byte[]> response = get("gzip;q=0, identity");
        assertThat(response.headers().allValues("Content-Encoding")).isSubsetOf(List.of("identity"));
        assertThat(new String(response.body())).contains("darwin_exporter_collection_success 1\n");
    }

    private HttpResponse<byte[]> get(String acceptEncoding) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(metrics).version(Version.HTTP_1_1).header("Accept-Encoding", acceptEncoding).build(),
                BodyHandlers.ofByteArray());
    }
}
