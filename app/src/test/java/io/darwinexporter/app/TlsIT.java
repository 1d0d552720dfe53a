package io.darwinexporter.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.darwinexporter.app.web.Certificates;

/** TLS as a web.config.file asks for it, each certificate made for the test. */
class TlsIT {

    private static final String OK = "HTTP/1.1 200 OK";

    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(folder).issue("server").issue("client").issueExpired("old");
    }

    @BeforeEach
    void askForTls() throws IOException {
        write("cert_file: server.crt, key_file: server.key");
    }

    @Test
    void scrapeIsEncrypted() throws Exception {
        try (RunningProgram program = start()) {
            assertThat(answer(program, certificates.client(""))).startsWith(OK);
        }
    }

    @Test
    void plainTextIsNotAnswered() throws Exception {
        try (RunningProgram program = start()) {
            assertThatPlainTextIsNotAnswered(program);
            assertThat(answer(program, certificates.client(""))).startsWith(OK);
        }
    }

    @Test
    void expiredCertificateIsNotTrustedByClients() throws Exception {
        write("cert_file: old.crt, key_file: old.key");
        try (RunningProgram program = start()) {
            assertThatThrownBy(() -> answer(program, certificates.client(""))).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void clientsNeedACertificateThatIsGood() throws Exception {
        write("cert_file: server.crt, key_file: server.key, client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt");
        Path others = Files.createDirectories(folder.resolve("others"));
        Certificates stranger = Certificates.make(others).issue("client");
        try (RunningProgram program = start()) {
            assertThat(answer(program, certificates.client("client"))).startsWith(OK);
            assertThatIsRefused(program, certificates.client(""));
            assertThatIsRefused(program, certificates.client("old"));
            assertThatIsRefused(program, certificates.client("client", stranger));
            assertThat(answer(program, certificates.client("client"))).startsWith(OK);
        }
    }

    /** As docs/operations.md shows them. */
    @Test
    void settingsGiveWhatTheFileGives() throws Exception {
        Path settings = Files.createDirectories(folder.resolve("config")).resolve("application.properties");
        Files.writeString(settings, """
                quarkus.http.insecure-requests=disabled
                quarkus.http.ssl-port=${quarkus.http.port}
                quarkus.tls.key-store.pem.0.cert=server.crt
                quarkus.tls.key-store.pem.0.key=server.key
                darwin-exporter.web.client-auth=REQUIRED
                quarkus.tls.trust-store.pem.certs=ca.crt
                """);
        try (RunningProgram program = Program.in(folder).start()) {
            assertThatPlainTextIsNotAnswered(program);
            assertThat(answer(program, certificates.client("client"))).startsWith(OK);
            assertThatIsRefused(program, certificates.client(""));
        } finally {
            Files.delete(settings);
        }
    }

    /** And never in plain text, even to a client that asks for it. */
    @Test
    void http2IsOnlySpokenWhereItIsAskedFor() throws Exception {
        try (RunningProgram program = start();
                RunningProgram asked = start("-Dquarkus.http.http2=true");
                RunningProgram plain = Program.in(folder).start("-Dquarkus.http.http2=true")) {
            assertThat(version("https", program)).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(version("https", asked)).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(version("http", plain)).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void olderVersionsAreRefused() throws Exception {
        write("cert_file: server.crt, key_file: server.key, min_version: TLS13");
        try (RunningProgram program = start()) {
            assertThatThrownBy(() -> answer(program, certificates.client(""), "TLSv1.2")).isInstanceOf(IOException.class);
            assertThat(answer(program, certificates.client(""), "TLSv1.3")).startsWith(OK);
        }
    }

    @Test
    void changedCertificateIsTakenInWithoutRestart() throws Exception {
        certificates.issue("renewed");
        write("cert_file: renewed.crt, key_file: renewed.key");
        try (RunningProgram program = start("-Dquarkus.tls.reload-period=1s")) {
            BigInteger first = serialNumber(program);

            certificates.renew("renewed");

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!isRenewed(program, first)) {
                assertThat(System.nanoTime()).as("waiting for the new certificate").isLessThan(deadline);
                Thread.sleep(200);
            }
            assertThat(answer(program, certificates.client(""))).startsWith(OK);
        }
    }

    private static RunningProgram start(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        all[0] = "--web.config.file";
        all[1] = "web.yml";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Program.in(folder).start(all);
    }

    private static void write(String tls) throws IOException {
        Files.writeString(folder.resolve("web.yml"), "tls_server_config: {" + tls + "}\n");
    }

    private static void assertThatPlainTextIsNotAnswered(RunningProgram program) throws IOException {
        try (Socket socket = program.connect()) {
            request(socket);
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).doesNotContain("HTTP/1.1 200");
        } catch (SocketException reset) {
            // As good an end as any.
        }
    }

    /** In TLS 1.3 the refusal comes after the handshake of the client. */
    private static void assertThatIsRefused(RunningProgram program, SSLContext client) {
        try {
            assertThat(answer(program, client)).isEmpty();
        } catch (IOException refused) {
            assertThat(refused).isInstanceOfAny(SSLException.class, SocketException.class);
        }
    }

    private static String answer(RunningProgram program, SSLContext client, String... protocols) throws IOException {
        try (SSLSocket socket = connect(program, client, protocols)) {
            request(socket);
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    /** That a client speaks which would rather speak HTTP/2. */
    private static HttpClient.Version version(String scheme, RunningProgram program) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(certificates.client("")).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + program.port() + "/metrics"))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.version();
    }

    /** Key and certificate are two files: in between, they do not fit, until the next time that they are read. */
    private static boolean isRenewed(RunningProgram program, BigInteger first) throws Exception {
        try {
            return !serialNumber(program).equals(first);
        } catch (SSLException doNotFit) {
            return false;
        }
    }

    private static BigInteger serialNumber(RunningProgram program) throws Exception {
        try (SSLSocket socket = connect(program, certificates.client(""))) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private static SSLSocket connect(RunningProgram program, SSLContext client, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(program.connect(), "127.0.0.1", program.port(),
                true);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return socket;
    }

    private static void request(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
