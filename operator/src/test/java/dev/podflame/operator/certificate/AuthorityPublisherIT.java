package dev.podflame.operator.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.operator.Eventually;
import dev.podflame.operator.MockApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorityPublisherIT {
    private static final OwnerReference OWNER = new OwnerReferenceBuilder()
            .withApiVersion("apps/v1")
            .withKind("Deployment")
            .withName("podflame-operator")
            .withUid("12")
            .build();

    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();
    private Optional<String> authority = Optional.empty();
    private final AuthorityPublisher publisher = new AuthorityPublisher(
            client, new CollectorNames("podflame-collector", "podflame"), () -> Optional.of(OWNER), () -> authority);

    @AfterEach
    void stop() {
        publisher.close();
        client.close();
        server.close();
    }

    private @Nullable ConfigMap found() {
        return client.configMaps()
                .inNamespace("podflame")
                .withName("podflame-ca")
                .get();
    }

    private ConfigMap published() {
        return Objects.requireNonNull(found());
    }

    @Test
    void nothingIsWrittenBeforeThereIsAnAuthority() {
        assertFalse(publisher.publish());
        assertNull(found());
    }

    @Test
    void theCertificateIsPublishedWithAnOwner() {
        authority = Optional.of("first");
        assertTrue(publisher.publish());

        assertEquals(Map.of("ca.crt", "first"), published().getData());
        assertEquals(List.of(OWNER), published().getMetadata().getOwnerReferences());
    }

    @Test
    void aNewAuthorityReplacesTheOldOneAndTheSameIsLeftAlone() {
        authority = Optional.of("first");
        publisher.publish();
        String version = published().getMetadata().getResourceVersion();
        publisher.publish();
        assertEquals(version, published().getMetadata().getResourceVersion());

        authority = Optional.of("second");
        publisher.publish();
        assertEquals(Map.of("ca.crt", "second"), published().getData());
    }

    @Test
    void whatSomebodyChangedIsPutRight() {
        authority = Optional.of("first");
        publisher.publish();
        ConfigMap changed = published();
        changed.setData(Map.of("ca.crt", "of somebody else", "more", "too"));
        client.resource(changed).update();

        publisher.publish();
        assertEquals(Map.of("ca.crt", "first"), published().getData());
    }

    @Test
    void startedItWorksOnItsOwn() {
        authority = Optional.of("first");
        publisher.start();

        Eventually.that("the certificate is published", () -> found() != null);
    }
}
