package io.darwinexporter.app.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A private key in a PEM file. One that does not fit its certificate would not keep the server from starting, only all
 * clients from connecting.
 */
public final class KeyFile {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private KeyFile() {
    }

    /** Whether it can be read, and has a key that is not encrypted. */
    public static boolean isUsable(Path file) {
        try {
            String text = Files.readString(file);
            return text.contains("PRIVATE KEY-----") && !text.contains("ENCRYPTED");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is the other half of a public key. Of keys in other forms than PKCS #8 that is taken for granted. */
    public static boolean fits(Path file, PublicKey owner) {
        try {
            String text = Files.readString(file);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            String signing = signing(owner);
            if (begin < 0 || end < begin || signing.isEmpty()) {
                return true;
            }
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            PrivateKey key = KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return verifies(sign(key, signing), owner, signing);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** How keys of a kind sign; empty for those that nobody has in certificates of servers. */
    private static String signing(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> "";
        };
    }

    private static byte[] sign(PrivateKey key, String signing) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(signing);
        signature.initSign(key);
        signature.update(BEGIN.getBytes(US_ASCII));
        return signature.sign();
    }

    private static boolean verifies(byte[] signed, PublicKey key, String signing) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(signing);
        signature.initVerify(key);
        signature.update(BEGIN.getBytes(US_ASCII));
        return signature.verify(signed);
    }
}
