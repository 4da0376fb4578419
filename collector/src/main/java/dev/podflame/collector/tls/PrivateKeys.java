package dev.podflame.collector.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a private key from PEM: PKCS #8, or one of the two older forms that cert-manager and openssl
/// write (RSA's PKCS #1, SEC 1 for elliptic curves). Those lack the name of the algorithm; the
/// certificate has it.
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeys() {}

    /// The key in the text that belongs to a public key of that algorithm.
    static PrivateKey read(String pem, PublicKey publicKey) throws GeneralSecurityException {
        Matcher found = PEM.matcher(pem);
        if (!found.find()) {
            throw new GeneralSecurityException("no private key in PEM that isn't encrypted");
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(2));
        byte[] pkcs8 = found.group(1).equals("PRIVATE KEY") ? der : wrap(der, algorithm(publicKey.getEncoded()));
        return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /// A PKCS #8 PrivateKeyInfo (RFC 5208): version 0, algorithm, key.
    private static byte[] wrap(byte[] key, byte[] algorithm) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(element(INTEGER, new byte[1]));
        content.writeBytes(algorithm);
        content.writeBytes(element(OCTET_STRING, key));
        return element(SEQUENCE, content.toByteArray());
    }

    /// The AlgorithmIdentifier, with which a SubjectPublicKeyInfo begins (RFC 5280, 4.1). It is shorter
    /// than 128 bytes.
    private static byte[] algorithm(byte[] publicKeyInfo) throws GeneralSecurityException {
        int lengthBytes = publicKeyInfo[1] < 0 ? publicKeyInfo[1] & 0x7f : 0;
        int start = 2 + lengthBytes;
        int length = publicKeyInfo[start + 1];
        if (publicKeyInfo[start] != SEQUENCE || length < 0) {
            throw new GeneralSecurityException("the certificate's key has an algorithm that can't be read");
        }
        byte[] algorithm = new byte[2 + length];
        System.arraycopy(publicKeyInfo, start, algorithm, 0, algorithm.length);
        return algorithm;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream(content.length + 4);
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else if (content.length < 0x100) {
            element.write(0x81);
            element.write(content.length);
        } else {
            // A key of 64 KiB would be none.
            element.write(0x82);
            element.write(content.length >> 8);
            element.write(content.length);
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
