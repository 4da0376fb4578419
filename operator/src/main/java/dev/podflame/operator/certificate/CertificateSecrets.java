package dev.podflame.operator.certificate;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The two Secrets: the authority with its key, which nobody but the operator reads, and the collector's
/// certificate with its key and the authority's certificate.
final class CertificateSecrets {
    private final KubernetesClient client;
    private final CollectorNames names;
    private final Supplier<Optional<OwnerReference>> owner;

    /// @param owner what the Secrets go away with
    CertificateSecrets(KubernetesClient client, CollectorNames names, Supplier<Optional<OwnerReference>> owner) {
        this.client = client;
        this.names = names;
        this.owner = owner;
    }

    Optional<Authority> authority() {
        return read(names.authoritySecret())
                .flatMap(secret -> pair(secret, "ca.crt", "ca.key"))
                .map(Authority::new);
    }

    /// The collector's certificate, if it comes with this authority's.
    Optional<CertifiedKey> collector(Authority authority) {
        String expected = Pem.of(authority.root().certificate());
        return read(names.certificateSecret())
                .filter(secret -> text(secret, "ca.crt").equals(Optional.of(expected)))
                .flatMap(secret -> pair(secret, "tls.crt", "tls.key"));
    }

    void write(Authority authority) {
        write(
                names.authoritySecret(),
                "Opaque",
                Map.of(
                        "ca.crt", Pem.of(authority.root().certificate()),
                        "ca.key", Pem.of(authority.root().key())));
    }

    void write(CertifiedKey collector, Authority authority) {
        write(
                names.certificateSecret(),
                "kubernetes.io/tls",
                Map.of(
                        "tls.crt", Pem.of(collector.certificate()),
                        "tls.key", Pem.of(collector.key()),
                        "ca.crt", Pem.of(authority.root().certificate())));
    }

    private Optional<Secret> read(String name) {
        return Optional.ofNullable(
                client.secrets().inNamespace(names.namespace()).withName(name).get());
    }

    private void write(String name, String type, Map<String, String> data) {
        Optional<Secret> present = read(name);
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(names.namespace())
                .withLabels(present.map(old -> old.getMetadata().getLabels()).orElse(Map.of()))
                .addToLabels("app.kubernetes.io/part-of", "podflame")
                .addToLabels("app.kubernetes.io/managed-by", "podflame-operator")
                .withOwnerReferences(owner.get().stream().toList())
                // With the version that was read, a write by somebody else in between is noticed, not undone.
                .withResourceVersion(present.map(old -> old.getMetadata().getResourceVersion())
                        .orElse(null))
                .endMetadata()
                .withType(present.map(Secret::getType).orElse(type))
                .withData(encoded(data))
                .build();
        if (present.isPresent()) {
            client.resource(secret).lockResourceVersion().update();
        } else {
            client.resource(secret).create();
        }
    }

    private static Map<String, String> encoded(Map<String, String> data) {
        Base64.Encoder base64 = Base64.getEncoder();
        return data.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> base64.encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8))));
    }

    private static Optional<CertifiedKey> pair(Secret secret, String certificate, String key) {
        Optional<String> certificateText = text(secret, certificate);
        Optional<String> keyText = text(secret, key);
        if (certificateText.isEmpty() || keyText.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CertifiedKey(Pem.certificate(certificateText.get()), Pem.key(keyText.get())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Secret secret, String entry) {
        @Nullable Map<String, String> data = secret.getData();
        @Nullable String value = data == null ? null : data.get(entry);
        try {
            return Optional.ofNullable(value)
                    .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
