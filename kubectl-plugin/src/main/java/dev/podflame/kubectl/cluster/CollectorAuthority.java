package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.Failure;

/// Reads the certificate authority that signed the collector's certificate: from the ConfigMap that anyone may read, or
/// else from the Secret.
public final class CollectorAuthority {
    private static final String TIMEOUT = "--request-timeout=20s";
    private static final String JSON_PATH = "jsonpath={.data.ca\\.crt}";

    private CollectorAuthority() {}

    /// The certificates as PEM.
    public static String read(Kubectl kubectl, Installation installation) throws Failure {
        String namespace = "--namespace=" + installation.namespace();
        String configMap = installation.nameOf("ca");
        KubectlAnswer published = kubectl.run("get", "configmap", configMap, namespace, "-o", JSON_PATH, TIMEOUT);
        if (published.isGood() && !published.out().isBlank()) {
            return published.out();
        }
        String secret = installation.service() + "-tls";
        KubectlAnswer kept = kubectl.run("get", "secret", secret, namespace, "-o", JSON_PATH, TIMEOUT);
        if (kept.isGood() && !kept.out().isBlank()) {
            return Kubectl.decoded(kept.out());
        }
        String problem = "can't read the collector's certificate authority: neither ca.crt of ConfigMap " + configMap
                + " nor of Secret " + secret + " in namespace " + installation.namespace();
        String cure = "Give it with --certificate-authority=FILE, or say --insecure-skip-tls-verify.";
        if (published.isForbidden() || kept.isForbidden()) {
            throw Failure.notPermitted(problem, cure);
        }
        if (!published.isGood() && !published.isNotFound()) {
            throw published.failure();
        }
        throw Failure.error(problem, cure);
    }
}
