package dev.podflame.operator.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/// A certificate and the private key that belongs to it.
public record CertifiedKey(X509Certificate certificate, PrivateKey key) {
    private static final byte[] PROBE = "podflame".getBytes(StandardCharsets.UTF_8);

    /// Whether what the key signs is what the certificate's public key confirms.
    boolean belongTogether() {
        try {
            Signature signature = Signature.getInstance(Authority.SIGNATURE);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
