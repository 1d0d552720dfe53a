package io.darwinexporter.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.app.web.YamlSection.Entry;

/**
 * The section {@code tls_server_config}, translated into settings of Quarkus's TLS registry.
 */
final class TlsServerConfig {

    private static final String CERTIFICATES = "a readable PEM file with certificates";
    private static final List<String> VERSIONS = List.of("TLS12", "TLS13");
    private static final String NAME_OF_TLS12 = "TLSv1.2";
    private static final String NAME_OF_TLS13 = "TLSv1.3";
    /** Those that Go's names, which the format has, do not choose: it always has them. */
    private static final List<String> SUITES_OF_TLS13 = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256");

    private final YamlSection section;
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @param folder where relative paths begin */
    TlsServerConfig(YamlSection section, Path folder) {
        this.section = section;
        this.folder = folder;
    }

    Map<String, String> settings() {
        refuseUnsupported();
        if (section.isEmpty()) {
            return settings;
        }
        settings.put("quarkus.http.insecure-requests", "disabled");
        settings.put("quarkus.tls.reload-period", "30S");
        addServerCertificate();
        addClientCertificates();
        addVersionsAndSuites();
        Entry preference = section.text("prefer_server_cipher_suites", "true");
        if (preference != null && !preference.text().equals("true")) {
            section.refuse(preference.place(), preference.text(), "true");
        }
        section.refuseUnknown();
        return settings;
    }

    private void refuseUnsupported() {
        section.refuseUnsupported("cert", "name a file by cert_file");
        section.refuseUnsupported("key", "name a file by key_file");
        section.refuseUnsupported("client_ca", "name a file by client_ca_file");
        section.refuseUnsupported("client_allowed_sans", "let only allowed clients have certificates of client_ca_file");
        section.refuseUnsupported("curve_preferences", "the curves are those of Java (-Djdk.tls.namedGroups=...)");
    }

    private void addServerCertificate() {
        CertificateFile certificate = certificates("cert_file");
        Entry given = section.text("key_file", "a PEM file with a private key");
        if (given != null) {
            Path key = folder.resolve(given.text());
            if (!KeyFile.isUsable(key)) {
                section.refuse(given.place(), given.text(), "a readable PEM file with a private key that is not encrypted");
            } else if (certificate != null && certificate.owner() != null && !KeyFile.fits(key, certificate.owner())) {
                section.refuse(given.place(), given.text(), "the private key of the certificate in cert_file");
            }
            settings.put("quarkus.tls.key-store.pem.0.key", key.toString());
        }
        if (certificate == null || given == null) {
            section.refuse(section.place(), "", "both cert_file and key_file");
        } else {
            settings.put("quarkus.tls.key-store.pem.0.cert", certificate.path().toString());
        }
    }

    private void addClientCertificates() {
        Entry type = section.text("client_auth_type", "a text");
        CertificateFile authority = certificates("client_ca_file");
        String given = type == null ? "" : type.text();
        String place = type == null ? section.place() : type.place();
        String mode = mode(given);
        if (mode == null) {
            section.refuse(place, given, "NoClientCert, VerifyClientCertIfGiven or RequireAndVerifyClientCert");
        } else if (mode.equals("NONE") != (authority == null)) {
            section.refuse(place, given, "client_ca_file and a client_auth_type that verifies, or neither");
        } else if (authority != null) {
            settings.put(ClientCertificates.PROPERTY, mode);
            // By index, so that a comma in the name does not part it.
            settings.put("quarkus.tls.trust-store.pem.certs[0]", authority.path().toString());
            settings.put("quarkus.tls.trust-store.certificate-expiration-policy", "reject");
        }
    }

    /** Kinds that ask for a certificate and do not verify it would only look safe. */
    private static @Nullable String mode(String clientAuthType) {
        return switch (clientAuthType) {
            case "", "NoClientCert" -> "NONE";
            case "VerifyClientCertIfGiven" -> "REQUEST";
            case "RequireAndVerifyClientCert" -> "REQUIRED";
            default -> null;
        };
    }

    private void addVersionsAndSuites() {
        int least = version("min_version", 0);
        int most = version("max_version", VERSIONS.size() - 1);
        if (least > most) {
            section.refuse(section.place(), VERSIONS.get(least) + " to " + VERSIONS.get(most), "min_version up to max_version");
        }
        List<String> protocols = new ArrayList<>();
        if (most == 1) {
            protocols.add(NAME_OF_TLS13);
        }
        if (least == 0) {
            protocols.add(NAME_OF_TLS12);
        }
        settings.put("quarkus.tls.protocols", String.join(",", protocols));

        List<Entry> suites = section.texts("cipher_suites", "the name of a cipher suite");
        if (!suites.isEmpty()) {
            Set<String> supported = supportedSuites();
            List<String> names = new ArrayList<>();
            if (most == 1) {
                names.addAll(SUITES_OF_TLS13);
            }
            for (Entry suite : suites) {
                String name = nameInJava(suite.text());
                if (!supported.contains(name)) {
                    section.refuse(suite.place(), suite.text(), "a cipher suite that this Java has");
                } else if (!names.contains(name)) {
                    names.add(name);
                }
            }
            settings.put("quarkus.tls.cipher-suites", String.join(",", names));
        }
    }

    private int version(String key, int otherwise) {
        Entry version = section.text(key, "TLS12 or TLS13");
        if (version == null) {
            return otherwise;
        }
        int known = VERSIONS.indexOf(version.text());
        if (known < 0) {
            section.refuse(version.place(), version.text(), "TLS12 or TLS13");
        }
        return known < 0 ? otherwise : known;
    }

    /** Go has kept short names for two of them. */
    private static String nameInJava(String suite) {
        return suite.endsWith("_CHACHA20_POLY1305") ? suite + "_SHA256" : suite;
    }

    private static Set<String> supportedSuites() {
        try {
            return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** Null if there is no such key; what is wrong with the file is a problem by then. */
    private @Nullable CertificateFile certificates(String key) {
        Entry entry = section.text(key, CERTIFICATES);
        if (entry == null) {
            return null;
        }
        Path file = folder.resolve(entry.text());
        try (InputStream in = Files.newInputStream(file)) {
            Iterator<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).iterator();
            if (found.hasNext()) {
                return new CertificateFile(file, found.next().getPublicKey());
            }
        } catch (IOException | CertificateException e) {
            // Told as the same problem.
        }
        section.refuse(entry.place(), entry.text(), CERTIFICATES);
        return new CertificateFile(file, null);
    }

    /** @param owner the key of the first certificate in it, whose private half its owner has; null if it cannot be read */
    private record CertificateFile(Path path, @Nullable PublicKey owner) {
    }
}
