package dev.podflame.operator.certificate;

import java.util.List;

/// The names of the collector's Service, and of the Secrets and the ConfigMap that are called after it: those of a
/// release `podflame` are `podflame-ca` and `podflame-collector-tls`.
public record CollectorNames(String service, String namespace) {

    /// The Secret with the collector's certificate: `podflame-collector-tls`, where the chart looks for it.
    String certificateSecret() {
        return service + "-tls";
    }

    /// The Secret with the authority and its key: `podflame-ca`, or as the release is named.
    String authoritySecret() {
        return service.replaceFirst("-collector$", "") + "-ca";
    }

    /// The ConfigMap with the authority's certificate alone, where the kubectl plugin looks for it.
    String authorityConfigMap() {
        return authoritySecret();
    }

    List<String> all() {
        String inNamespace = service + "." + namespace;
        return List.of(service, inNamespace, inNamespace + ".svc", inNamespace + ".svc.cluster.local", "localhost");
    }
}
