package io.darwinexporter.app.push;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.app.web.KeyFile;
import io.darwinexporter.runtime.SettingProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/**
 * Whom the program trusts, and how it shows who it is; each may be missing.
 *
 * @param authorities certificates that the receiver's may be signed with
 * @param certificate the program's own
 * @param key the private key of that
 */
record TlsFiles(@Nullable PemFile authorities, @Nullable PemFile certificate, @Nullable PemFile key) {

    /** Those that Java trusts are trusted, and nothing is shown. */
    static final TlsFiles NONE = new TlsFiles(null, null, null);

    private static final String CERTIFICATES = "a readable PEM file with certificates";
    private static final String KEY = "a readable PEM file with the private key of client-certificate, not encrypted";

    List<SettingProblem> problems() {
        List<SettingProblem> problems = new ArrayList<>();
        if (authorities != null && certificatesIn(authorities).isEmpty()) {
            problems.add(authorities.refused(CERTIFICATES));
        }
        if (certificate != null) {
            if (certificatesIn(certificate).isEmpty()) {
                problems.add(certificate.refused(CERTIFICATES));
            } else if (key == null) {
                problems.add(certificate.refused("a certificate together with its client-key"));
            } else if (!KeyFile.isUsable(key.path())
                    || !KeyFile.fits(key.path(), certificatesIn(certificate).iterator().next().getPublicKey())) {
                problems.add(key.refused(KEY));
            }
        } else if (key != null) {
            problems.add(key.refused("a key together with its client-certificate"));
        }
        return problems;
    }

    private static Collection<? extends Certificate> certificatesIn(PemFile file) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file.content()));
        } catch (CertificateException e) {
            return List.of();
        }
    }

    /** Has a client use them, as they were when they were read. */
    void useIn(HttpClientOptions client) {
        if (authorities != null) {
            client.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authorities.content())));
        }
        if (key != null && certificate != null) {
            client.setKeyCertOptions(new PemKeyCertOptions().addKeyValue(Buffer.buffer(key.content()))
                    .addCertValue(Buffer.buffer(certificate.content())));
        }
    }
}
