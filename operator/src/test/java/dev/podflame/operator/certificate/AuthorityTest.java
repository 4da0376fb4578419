package dev.podflame.operator.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorityTest {
    private final Instant now = Instant.now();
    private static final List<String> NAMES = new CollectorNames("podflame-collector", "podflame").all();

    private final Authority authority = Authority.create(now);
    private final CertifiedKey leaf = authority.issue(NAMES, now);

    private static void validate(X509Certificate certificate, Authority trusted, Instant when)
            throws GeneralSecurityException {
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor(trusted.root().certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }

    @Test
    void aChainIsValidFromNowForNinetyDays() throws GeneralSecurityException {
        validate(leaf.certificate(), authority, now);
        validate(leaf.certificate(), authority, now.plus(Duration.ofDays(89)));

        assertThrows(
                CertPathValidatorException.class,
                () -> validate(leaf.certificate(), authority, now.plus(Duration.ofDays(91))));
    }

    @Test
    void anotherAuthorityIsNotTrusted() {
        assertThrows(CertPathValidatorException.class, () -> validate(leaf.certificate(), Authority.create(now), now));
    }

    @Test
    void theLeafCannotSignOthers() {
        assertEquals(-1, leaf.certificate().getBasicConstraints());
        assertEquals(0, authority.root().certificate().getBasicConstraints());
        Authority forged = new Authority(leaf);
        CertifiedKey below = forged.issue(NAMES, now);
        assertThrows(CertPathValidatorException.class, () -> {
            PKIXParameters parameters =
                    new PKIXParameters(Set.of(new TrustAnchor(authority.root().certificate(), null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(Arrays.asList(below.certificate(), leaf.certificate())),
                            parameters);
        });
    }

    @Test
    void pemReadsWhatItWrites() throws GeneralSecurityException {
        CertifiedKey read = new CertifiedKey(Pem.certificate(Pem.of(leaf.certificate())), Pem.key(Pem.of(leaf.key())));

        assertEquals(leaf.certificate(), read.certificate());
        assertTrue(read.belongTogether());
        assertFalse(new CertifiedKey(leaf.certificate(), authority.root().key()).belongTogether());
    }

    @Test
    void aLeafIsRenewedThirtyDaysBeforeItsEnd() {
        Instant before = now.plus(Duration.ofDays(59));
        Instant at = now.plus(Duration.ofDays(60));

        assertEquals(Optional.empty(), Renewal.ofLeaf(Optional.of(leaf), authority, NAMES, before));
        assertTrue(Renewal.ofLeaf(Optional.of(leaf), authority, NAMES, at).isPresent());
    }

    @Test
    void aLeafForOtherNamesOrOfAnotherAuthorityIsRenewed() {
        assertEquals(
                Optional.of("there is no usable certificate"), Renewal.ofLeaf(Optional.empty(), authority, NAMES, now));
        assertEquals(
                Optional.of("another authority signed the certificate"),
                Renewal.ofLeaf(Optional.of(leaf), Authority.create(now), NAMES, now));
        assertEquals(
                Optional.of("the key isn't that of the certificate"),
                Renewal.ofLeaf(
                        Optional.of(new CertifiedKey(
                                leaf.certificate(), authority.root().key())),
                        authority,
                        NAMES,
                        now));
        assertTrue(Renewal.ofLeaf(Optional.of(leaf), authority, List.of("other"), now)
                .isPresent());
    }

    @Test
    void anAuthorityIsRenewedBeforeItCouldEndUnderALeaf() {
        Instant last = now.plus(Duration.ofDays(3650 - 121));

        assertEquals(Optional.empty(), Renewal.ofAuthority(Optional.of(authority), last));
        assertTrue(Renewal.ofAuthority(Optional.of(authority), last.plus(Duration.ofDays(1)))
                .isPresent());
        assertTrue(Renewal.ofAuthority(Optional.empty(), now).isPresent());
        assertEquals(
                Optional.of("the authority's certificate isn't one of an authority"),
                Renewal.ofAuthority(Optional.of(new Authority(leaf)), now));
    }

    @Test
    void secretsAreCalledAfterTheRelease() {
        CollectorNames other = new CollectorNames("flames-collector", "profiling");

        assertEquals("flames-ca", other.authoritySecret());
        assertEquals("flames-collector-tls", other.certificateSecret());
        assertEquals("flames-collector.profiling.svc", other.all().get(2));
    }
}
