package dev.podflame.operator.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of our own: P-256 keys, signed with SHA-256.
public record Authority(CertifiedKey root) {
    static final String SIGNATURE = "SHA256withECDSA";
    static final Duration ROOT_LIFE = Duration.ofDays(3650);
    static final Duration LEAF_LIFE = Duration.ofDays(90);

    /// Clocks of nodes differ; a certificate is good from a little before it was made.
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    static Authority create(Instant now) {
        KeyPair keys = newKeys();
        // The serial in the name keeps a new authority apart from its predecessor, which clients may still hold.
        BigInteger serial = newSerial();
        X500Principal name = new X500Principal("CN=Podflame authority " + serial.toString(16));
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serial, Date.from(now.minus(SKEW)), Date.from(now.plus(ROOT_LIFE)), name, keys.getPublic());
        int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return new Authority(signed(builder, keys, keys.getPrivate(), keys.getPublic(), list -> {
            list.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            list.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        }));
    }

    /// A server's certificate.
    ///
    /// @param names the names it is reached by, the main one first
    CertifiedKey issue(List<String> names, Instant now) {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                root.certificate().getSubjectX500Principal(),
                newSerial(),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(LEAF_LIFE)),
                new X500Principal("CN=" + names.getFirst()),
                keys.getPublic());
        GeneralName[] alternatives = names.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        return signed(builder, keys, root.key(), root.certificate().getPublicKey(), list -> {
            list.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            list.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            list.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            list.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        });
    }

    boolean hasSigned(X509Certificate certificate) {
        try {
            certificate.verify(root.certificate().getPublicKey());
            return certificate
                    .getIssuerX500Principal()
                    .equals(root.certificate().getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }

    private static CertifiedKey signed(
            X509v3CertificateBuilder builder,
            KeyPair keys,
            PrivateKey signer,
            PublicKey signerPublic,
            Extensions extensions) {
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(signerPublic));
            extensions.addTo(builder);
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer)));
            return new CertifiedKey(certificate, keys.getPrivate());
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("this Java can't make a P-256 certificate", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    private static BigInteger newSerial() {
        return new BigInteger(120, RANDOM);
    }
}
