package dev.podflame.collector.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;

/// A certificate chain and its key, in two PEM files.
///
/// @param chain the server's certificate first
/// @param key its private key, not encrypted
public record CertificateFiles(Path chain, Path key) {

    /// What both files held at one time.
    @SuppressWarnings("ArrayRecordComponent") // compared by sameAs
    record Content(byte[] chain, byte[] key) {
        boolean sameAs(Content other) {
            return Arrays.equals(chain, other.chain) && Arrays.equals(key, other.key);
        }
    }

    /// A key store with one entry.
    record Loaded(KeyStore store, Instant validUntil) {}

    Content read() throws IOException {
        return new Content(Files.readAllBytes(chain), Files.readAllBytes(key));
    }

    /// The key store that a server shows.
    ///
    /// @throws GeneralSecurityException with a sentence for a person, if the two don't hold a certificate
    /// and its key
    Loaded load(Content content) throws GeneralSecurityException, IOException {
        Certificate[] certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(content.chain))
                .toArray(Certificate[]::new);
        if (certificates.length == 0 || !(certificates[0] instanceof X509Certificate own)) {
            throw new GeneralSecurityException(chain + " holds no certificate");
        }
        PrivateKey privateKey =
                PrivateKeys.read(new String(content.key, StandardCharsets.ISO_8859_1), own.getPublicKey());
        checkPair(own, privateKey);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("collector", privateKey, null, certificates);
        return new Loaded(store, own.getNotAfter().toInstant());
    }

    /// While files are being replaced one after the other, the two may not belong together.
    private void checkPair(X509Certificate certificate, PrivateKey privateKey) throws GeneralSecurityException {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> privateKey.getAlgorithm();
        };
        byte[] message = new byte[32];
        new SecureRandom().nextBytes(message);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(privateKey);
        signer.update(message);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(message);
        if (!verifier.verify(signature)) {
            throw new GeneralSecurityException("the key in " + key + " isn't that of the certificate in " + chain);
        }
    }
}
