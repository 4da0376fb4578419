package dev.podflame.operator.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// When a certificate is made anew.
final class Renewal {
    /// What is left of a collector's certificate when the next one comes.
    static final Duration LEAF_AHEAD = Duration.ofDays(30);

    private static final int DNS_NAME = 2;

    private Renewal() {}

    /// Why a new authority is needed; empty if the present one does.
    static Optional<String> ofAuthority(Optional<Authority> authority, Instant now) {
        if (authority.isEmpty()) {
            return Optional.of("there is no usable authority");
        }
        CertifiedKey root = authority.get().root();
        if (!root.belongTogether()) {
            return Optional.of("the authority's key isn't that of its certificate");
        }
        if (root.certificate().getBasicConstraints() < 0) {
            return Optional.of("the authority's certificate isn't one of an authority");
        }
        // It must outlive every certificate that it signs until it is renewed itself.
        return endsWithin(root.certificate(), Authority.LEAF_LIFE.plus(LEAF_AHEAD), now)
                ? Optional.of("the authority ends at " + end(root.certificate()))
                : Optional.empty();
    }

    /// Why a new certificate is needed; empty if the present one does.
    static Optional<String> ofLeaf(Optional<CertifiedKey> leaf, Authority authority, List<String> names, Instant now) {
        if (leaf.isEmpty()) {
            return Optional.of("there is no usable certificate");
        }
        X509Certificate certificate = leaf.get().certificate();
        if (!leaf.get().belongTogether()) {
            return Optional.of("the key isn't that of the certificate");
        }
        if (!authority.hasSigned(certificate)) {
            return Optional.of("another authority signed the certificate");
        }
        if (!names(certificate).equals(Set.copyOf(names))) {
            return Optional.of("the certificate is for " + names(certificate) + ", not for " + names);
        }
        return endsWithin(certificate, LEAF_AHEAD, now)
                ? Optional.of("the certificate ends at " + end(certificate))
                : Optional.empty();
    }

    static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static boolean endsWithin(X509Certificate certificate, Duration time, Instant now) {
        return !now.plus(time).isBefore(end(certificate));
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? Set.of()
                    : alternatives.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.toSet());
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }
}
