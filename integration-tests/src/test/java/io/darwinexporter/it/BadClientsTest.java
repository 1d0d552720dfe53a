package io.darwinexporter.it;

import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class BadClientsTest {

    @TestHTTPResource("/")
    URI server;

    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void clientsThatSendHalfARequestDelayNobody() throws IOException {
        for (int i = 0; i < 1000; i++) {
            connect("GET /metrics HTTP/1.1\r\nHost: x\r\nAcc");
        }
        scrapeWorks();
    }

    @Test
    void clientsThatDoNotReadDelayNobody() throws IOException {
        String requests = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20);
        for (int i = 0; i < 100; i++) {
            connect(requests);
        }
        scrapeWorks();
    }

    @Test
    void clientsThatPromiseABodyAndWaitDelayNobody() throws IOException {
        for (int i = 0; i < 100; i++) {
            connect("GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx");
            connect("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nx");
        }
        scrapeWorks();
    }

    @Test
    void headersOfAHundredKilobytesAreRefused() throws IOException {
        Socket client = connect("GET /metrics HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(100 * 1024));
        assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 431");
        scrapeWorks();
    }

    @Test
    void headersThatMakeNoSenseAreNoReasonToFail() throws IOException {
        Socket client = connect("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: ;;,=,\"\\,*/;q=x\r\n"
                + "Accept-Encoding: ;,;;q=,gzip;q=1e999x\r\n\r\n");
        assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 200")
                .contains("darwin_exporter_collection_success 1");
    }

    private Socket connect(String text) throws IOException {
        Socket client = new Socket(server.getHost(), server.getPort());
        clients.add(client);
        client.getOutputStream().write(text.getBytes(US_ASCII));
        return client;
    }

    private static void scrapeWorks() {
        when().get("/metrics").then().statusCode(200).body(containsString("darwin_exporter_collection_success 1"));
    }
}
