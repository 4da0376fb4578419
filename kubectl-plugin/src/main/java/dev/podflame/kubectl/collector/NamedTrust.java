package dev.podflame.kubectl.collector;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Checks the chain as usual, and the certificate's DNS names against names of its own. An extended trust manager is
/// the one that answers for the host name: JSSE adds no check of the address behind it.
final class NamedTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;

    private final X509TrustManager chain;
    private final Set<String> names;

    NamedTrust(X509TrustManager chain, Set<String> names) {
        this.chain = chain;
        this.names = Set.copyOf(names);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        chain.checkServerTrusted(certificates, authType);
        Collection<List<?>> alternatives = certificates[0].getSubjectAlternativeNames();
        boolean named = alternatives != null
                && alternatives.stream()
                        .anyMatch(name -> name.getFirst().equals(DNS_NAME)
                                && name.getLast() instanceof String dns
                                && names.contains(dns));
        if (!named) {
            throw new CertificateException(
                    "the certificate is for " + alternatives + ", not for one of " + List.copyOf(names));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(certificates, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(certificates, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(certificates, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(certificates, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }
}
