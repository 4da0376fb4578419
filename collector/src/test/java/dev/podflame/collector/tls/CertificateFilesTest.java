package dev.podflame.collector.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.tls.Authority.Issued;
import dev.podflame.collector.tls.CertificateFiles.Content;
import dev.podflame.collector.tls.CertificateFiles.Loaded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFilesTest {
    private final CertificateFiles files = new CertificateFiles(Path.of("tls.crt"), Path.of("tls.key"));
    private final Authority authority = new Authority();

    CertificateFilesTest() throws GeneralSecurityException {}

    @ParameterizedTest
    @CsvSource({"EC, EC PRIVATE KEY", "RSA, RSA PRIVATE KEY", "EC, PRIVATE KEY", "RSA, PRIVATE KEY"})
    void everyUsualFormOfAKeyIsRead(String algorithm, String label) throws Exception {
        Issued issued = authority.issue(algorithm);
        byte[] pkcs8 = issued.keys().getPrivate().getEncoded();
        byte[] der = label.equals("PRIVATE KEY")
                ? pkcs8
                : PrivateKeyInfo.getInstance(pkcs8)
                        .parsePrivateKey()
                        .toASN1Primitive()
                        .getEncoded();

        Loaded loaded = files.load(content(issued.chainPem(), Authority.pem(label, der)));

        assertArrayEquals(pkcs8Of(loaded), pkcs8Of(files.load(content(issued.chainPem(), issued.keyPem()))));
        assertEquals(issued.certificate().getNotAfter().toInstant(), loaded.validUntil());
    }

    @Test
    void aCurveThatTheKeyFileNamesFirstIsNoHindrance() throws Exception {
        Issued issued = authority.issue();
        String withParameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

        assertTrue(files.load(content(issued.chainPem(), withParameters + issued.keyPem()))
                .store()
                .isKeyEntry("collector"));
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        GeneralSecurityException refused = assertThrows(
                GeneralSecurityException.class,
                () -> files.load(
                        content(authority.issue().chainPem(), authority.issue().keyPem())));

        assertTrue(String.valueOf(refused.getMessage()).contains("tls.key isn't that of"), refused.getMessage());
    }

    @Test
    void filesThatHoldSomethingElseAreRefused() throws Exception {
        Issued issued = authority.issue();

        assertThrows(GeneralSecurityException.class, () -> files.load(content("", issued.keyPem())));
        assertThrows(GeneralSecurityException.class, () -> files.load(content("hello", issued.keyPem())));
        assertThrows(GeneralSecurityException.class, () -> files.load(content(issued.chainPem(), "")));
        assertThrows(
                GeneralSecurityException.class,
                () -> files.load(content(issued.chainPem(), Authority.pem("PRIVATE KEY", new byte[] {1, 2, 3}))));
        assertThrows(
                GeneralSecurityException.class,
                () -> files.load(content(issued.chainPem(), Authority.pem("ENCRYPTED PRIVATE KEY", new byte[9]))));
    }

    private static byte[] pkcs8Of(Loaded loaded) throws GeneralSecurityException {
        return loaded.store().getKey("collector", null).getEncoded();
    }

    private static Content content(String chain, String key) throws IOException {
        return new Content(chain.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }
}
