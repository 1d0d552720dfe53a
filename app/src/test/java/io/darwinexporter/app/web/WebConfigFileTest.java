package io.darwinexporter.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebConfigFileTest {

    private static final String HASH = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
    private static final String CERTIFICATE = "tls_server_config: {cert_file: server.crt, key_file: server.key";
    private static final String RELOAD = "quarkus.tls.reload-period";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates.make(folder).issue("server");
        Files.writeString(folder.resolve("encrypted.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("broken.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("text"), "no certificate");
    }

    @Test
    void emptyFileAsksForNothing() throws Exception {
        assertThat(read("")).isEqualTo(read("# nothing\n"));
        assertThat(read("").settings()).isEmpty();
        assertThat(read("").problems()).isEmpty();
        assertThat(read("tls_server_config:\nbasic_auth_users:\n")).isEqualTo(read(""));
    }

    @Test
    void certificateMeansTlsAndNothingElse() throws Exception {
        WebConfigFile read = read(CERTIFICATE + "}");

        assertThat(read.problems()).isEmpty();
        assertThat(read.settings()).containsOnly(
                entry("quarkus.http.insecure-requests", "disabled"),
                entry(RELOAD, "30S"),
                entry("quarkus.tls.key-store.pem.0.cert", folder.resolve("server.crt").toString()),
                entry("quarkus.tls.key-store.pem.0.key", folder.resolve("server.key").toString()),
                entry("quarkus.tls.protocols", "TLSv1.3,TLSv1.2"));
    }

    @Test
    void clientCertificatesAreVerified() throws Exception {
        WebConfigFile read = read(CERTIFICATE
                + ", client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt}");

        assertThat(read.problems()).isEmpty();
        assertThat(read.settings()).contains(
                entry("darwin-exporter.web.client-auth", "REQUIRED"),
                entry("quarkus.tls.trust-store.pem.certs[0]", folder.resolve("ca.crt").toString()),
                entry("quarkus.tls.trust-store.certificate-expiration-policy", "reject"));
    }

    @Test
    void chosenSuitesAreOfTls12AndThoseOfTls13Stay() throws Exception {
        assertThat(read(CERTIFICATE + ", cipher_suites: [TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305]}").settings())
                .containsEntry("quarkus.tls.cipher-suites", "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,"
                        + "TLS_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
        assertThat(read(CERTIFICATE
                + ", max_version: TLS12, cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]}").settings())
                .containsEntry("quarkus.tls.protocols", "TLSv1.2")
                .containsEntry("quarkus.tls.cipher-suites", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(read(CERTIFICATE + ", min_version: TLS13}").settings())
                .containsEntry("quarkus.tls.protocols", "TLSv1.3");
    }

    @Test
    void headersAndUsersAreTakenAsTheyAre() throws Exception {
        WebConfigFile read = read("http_server_config:\n  http2: false\n  headers:\n    X-Frame-Options: SAMEORIGIN\n"
                + "basic_auth_users:\n  prometheus: " + HASH + "\n");

        assertThat(read.problems()).isEmpty();
        assertThat(read.settings()).containsOnly(entry("quarkus.http.http2", "false"),
                entry("quarkus.http.header.\"X-Frame-Options\".value", "SAMEORIGIN"));
        assertThat(read.users()).containsOnly(entry("prometheus", HASH));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("tls: {}", ":1:1 tls: \"tls\" is not accepted, it takes one of tls_server_config, "),
                arguments("a: {", ":1:5: \"\" is not accepted, it takes YAML ("),
                arguments("[]", ":1:1: \"[...]\" is not accepted, it takes a mapping"),
                arguments("basic_auth_users: 5", ":1:19 basic_auth_users: \"5\" is not accepted, it takes a mapping"),
                arguments("basic_auth_users:\n  joe: hunter2", ":2:8 basic_auth_users.joe: \"...\" is not accepted,"
                        + " it takes a bcrypt hash"),
                arguments("basic_auth_users:\n  \"a:b\": " + HASH, ":2:10 basic_auth_users.a:b: \"a:b\" is not accepted"),
                arguments("basic_auth_users:\n  joe: " + HASH + "\n  joe: " + HASH, ":3:3 basic_auth_users.joe: \"joe\""),
                arguments("http_server_config: {headers: {Server: x}}", ":1:40 http_server_config.headers.Server: \"Server\""),
                arguments("tls_server_config: {cert_file: server.crt}",
                        " tls_server_config: \"\" is not accepted, it takes both"),
                arguments("tls_server_config:\n  cert_file: none.crt\n  key_file: server.key",
                        ":2:14 tls_server_config.cert_file: \"none.crt\" is not accepted"),
                arguments("tls_server_config:\n  cert_file: text\n  key_file: server.key",
                        ":2:14 tls_server_config.cert_file: \"text\" is not accepted"),
                arguments("tls_server_config:\n  cert_file: server.crt\n  key_file: encrypted.key",
                        ":3:13 tls_server_config.key_file: \"encrypted.key\" is not accepted"),
                arguments("tls_server_config:\n  cert_file: server.crt\n  key_file: ca.key",
                        ":3:13 tls_server_config.key_file: \"ca.key\" is not accepted, it takes the private key of the"),
                arguments("tls_server_config:\n  cert_file: server.crt\n  key_file: broken.key",
                        ":3:13 tls_server_config.key_file: \"broken.key\" is not accepted, it takes the private key of the"),
                arguments(CERTIFICATE + ", client_ca_file: ca.crt}",
                        " tls_server_config: \"\" is not accepted, it takes client_ca"),
                arguments(CERTIFICATE + ", client_auth_type: RequireAndVerifyClientCert}",
                        ":1:84 tls_server_config.client_auth_type: \"RequireAndVerifyClientCert\" is not accepted"),
                arguments(CERTIFICATE + ", client_auth_type: RequireAnyClientCert, client_ca_file: ca.crt}",
                        ":1:84 tls_server_config.client_auth_type: \"RequireAnyClientCert\" is not accepted"),
                arguments(CERTIFICATE + ", min_version: TLS10}", ":1:79 tls_server_config.min_version: \"TLS10\""),
                arguments(CERTIFICATE + ", min_version: TLS13, max_version: TLS12}", " tls_server_config: \"TLS13 to TLS12\""),
                arguments(CERTIFICATE + ", cipher_suites: [TLS_NONE]}", ":1:82 tls_server_config.cipher_suites: \"TLS_NONE\""),
                arguments(CERTIFICATE + ", curve_preferences: [X25519]}",
                        ":1:66 tls_server_config.curve_preferences: not supported by this exporter"),
                arguments(CERTIFICATE + ", ciphers: []}", ":1:66 tls_server_config.ciphers: \"ciphers\" is not accepted"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsOneProblemWithItsPlace(String text, String problem) throws Exception {
        WebConfigFile read = read(text);

        assertThat(read.problems()).singleElement().asString().startsWith(folder.resolve("web.yml") + problem);
        assertThat(read.problems().toString()).doesNotContain("hunter2");
    }

    @Test
    void fileThatIsNotThereIsAProblem() {
        assertThat(WebConfigFile.read(folder.resolve("none.yml")).problems()).singleElement().asString()
                .startsWith("--web.config.file: ").endsWith("(not there)");
        assertThat(WebConfigFile.read(folder).problems()).singleElement().asString().endsWith("(a folder)");
    }

    /** No prefix of a file makes it throw. */
    @Test
    void truncatedFilesAreReadOrRefused() throws Exception {
        String text = CERTIFICATE + "}\nbasic_auth_users:\n  prometheus: " + HASH + "\n";
        for (int length = 0; length < text.length(); length++) {
            assertThat(read(text.substring(0, length)).problems()).isNotNull();
        }
    }

    private static WebConfigFile read(String text) throws IOException {
        return WebConfigFile.read(Files.writeString(folder.resolve("web.yml"), text));
    }
}
