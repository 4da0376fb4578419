package dev.podflame.operator.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.podflame.operator.ChangingClock;
import dev.podflame.operator.Eventually;
import dev.podflame.operator.MockApiServer;
import dev.podflame.operator.Samples;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CertificateKeeperIT {
    private static final OwnerReference OWNER = new OwnerReferenceBuilder()
            .withApiVersion("apps/v1")
            .withKind("Deployment")
            .withName("podflame-operator")
            .withUid("12")
            .build();

    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();
    private final ChangingClock clock = new ChangingClock(Samples.NOW);
    private final CertificateKeeper keeper = new CertificateKeeper(
            client, new CollectorNames("podflame-collector", "podflame"), () -> Optional.of(OWNER), clock);

    @AfterEach
    void stop() {
        keeper.close();
        client.close();
        server.close();
    }

    private Secret secret(String name) {
        return Objects.requireNonNull(
                client.secrets().inNamespace("podflame").withName(name).get());
    }

    private String content(String secret, String entry) {
        return new String(Base64.getDecoder().decode(secret(secret).getData().get(entry)), StandardCharsets.UTF_8);
    }

    @Test
    void bothSecretsAreMadeWithAnOwnerAndFitTogether() throws Exception {
        keeper.check();

        X509Certificate authority = Pem.certificate(content("podflame-ca", "ca.crt"));
        X509Certificate collector = Pem.certificate(content("podflame-collector-tls", "tls.crt"));
        collector.verify(authority.getPublicKey());
        assertEquals(content("podflame-ca", "ca.crt"), content("podflame-collector-tls", "ca.crt"));
        assertEquals(Optional.of(content("podflame-ca", "ca.crt")), keeper.authority());
        assertEquals(Optional.of(collector.getNotAfter().toInstant()), keeper.end());
        assertEquals("kubernetes.io/tls", secret("podflame-collector-tls").getType());
        assertEquals(
                List.of(OWNER), secret("podflame-collector-tls").getMetadata().getOwnerReferences());
        assertEquals(List.of(OWNER), secret("podflame-ca").getMetadata().getOwnerReferences());
    }

    @Test
    void goodSecretsAreLeftAloneByThisOperatorAndTheNext() {
        keeper.check();
        String version = secret("podflame-collector-tls").getMetadata().getResourceVersion();
        keeper.check();
        try (CertificateKeeper next = new CertificateKeeper(
                client, new CollectorNames("podflame-collector", "podflame"), Optional::empty, clock)) {
            next.check();
        }

        assertEquals(version, secret("podflame-collector-tls").getMetadata().getResourceVersion());
    }

    @Test
    void aCertificateWithThirtyDaysLeftIsRenewedUnderTheSameAuthority() {
        keeper.check();
        String authority = content("podflame-ca", "ca.crt");
        String certificate = content("podflame-collector-tls", "tls.crt");
        clock.pass(Duration.ofDays(59));
        keeper.check();
        assertEquals(certificate, content("podflame-collector-tls", "tls.crt"));

        clock.pass(Duration.ofDays(1));
        keeper.check();
        assertNotEquals(certificate, content("podflame-collector-tls", "tls.crt"));
        assertEquals(authority, content("podflame-ca", "ca.crt"));
        assertEquals(authority, content("podflame-collector-tls", "ca.crt"));
    }

    @Test
    void aLostAuthorityIsReplacedTogetherWithTheCertificate() throws Exception {
        keeper.check();
        client.secrets().inNamespace("podflame").withName("podflame-ca").delete();
        keeper.check();

        assertEquals(content("podflame-ca", "ca.crt"), content("podflame-collector-tls", "ca.crt"));
        Pem.certificate(content("podflame-collector-tls", "tls.crt"))
                .verify(Pem.certificate(content("podflame-ca", "ca.crt")).getPublicKey());
    }

    @Test
    void aSecretThatSomebodyBrokeIsRepaired() throws Exception {
        keeper.check();
        Secret broken = secret("podflame-collector-tls");
        broken.setData(Map.of("tls.crt", "bm9uc2Vuc2U=", "tls.key", "!", "ca.crt", ""));
        client.resource(broken).update();
        keeper.check();

        Pem.certificate(content("podflame-collector-tls", "tls.crt"))
                .verify(Pem.certificate(content("podflame-ca", "ca.crt")).getPublicKey());
    }

    @Test
    void startedItWorksOnItsOwn() {
        keeper.start();

        Eventually.that("the certificate is known", () -> keeper.end().isPresent());
    }
}
