package io.darwinexporter.app.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority made by Java's keytool, with the certificates that it issues: NAME.crt and NAME.key in a folder. */
public final class Certificates {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "ca";

    private final Path folder;
    private final Path store;

    private Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("all.p12");
    }

    public static Certificates make(Path folder) throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.generate(AUTHORITY, "-validity", "30", "-ext", "bc:c=ca:true");
        certificates.write(AUTHORITY);
        return certificates;
    }

    /** A certificate for this machine, good for a month. */
    public Certificates issue(String name) throws Exception {
        return issue(name, "-validity", "30");
    }

    /** One that was good for a day, some days ago. */
    public Certificates issueExpired(String name) throws Exception {
        return issue(name, "-startdate", "-5d", "-validity", "1");
    }

    /** Another one in the place of one that was issued. */
    public void renew(String name) throws Exception {
        keytool("-delete", name);
        issue(name);
    }

    /** What a client has that trusts the authority; it shows a certificate, unless the name is empty. */
    public SSLContext client(String name) throws GeneralSecurityException, IOException {
        return client(name, this);
    }

    /** The same with a certificate that another authority has issued. */
    public SSLContext client(String name, Certificates issuer) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, all().getCertificate(AUTHORITY));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (!name.isEmpty()) {
            own.setKeyEntry(name, issuer.all().getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(),
                    issuer.all().getCertificateChain(name));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Certificates issue(String name, String... times) throws Exception {
        List<String> options = new ArrayList<>(List.of(times));
        options.addAll(List.of("-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1,dns:localhost"));
        generate(name, options.toArray(String[]::new));
        write(name);
        return this;
    }

    private void generate(String name, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1"));
        all.addAll(List.of(options));
        keytool("-genkeypair", name, all.toArray(String[]::new));
    }

    private void keytool(String command, String name, String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command, "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", name));
        line.addAll(List.of(options));
        Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(line + ": " + output);
        }
    }

    private void write(String name) throws GeneralSecurityException, IOException {
        KeyStore all = all();
        pem(name + ".key", "PRIVATE KEY", all.getKey(name, PASSWORD.toCharArray()).getEncoded());
        pem(name + ".crt", "CERTIFICATE", all.getCertificate(name).getEncoded());
    }

    private void pem(String file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        Files.writeString(folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private KeyStore all() throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        return all;
    }
}
