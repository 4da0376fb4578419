package dev.podflame.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadershipIT {
    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Leadership candidate(String identity, AtomicBoolean leads) {
        ObjectMeta lease = new ObjectMetaBuilder()
                .withNamespace("podflame")
                .withName("podflame-operator")
                .build();
        return new Leadership(client, lease, identity, () -> leads.set(true), () -> leads.set(false));
    }

    private String holder() {
        return client.leases()
                .inNamespace("podflame")
                .withName("podflame-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    @Test
    void oneLeadsAndTheNextTakesOverWhenItStops() {
        AtomicBoolean first = new AtomicBoolean();
        AtomicBoolean second = new AtomicBoolean();
        Leadership leader = candidate("first", first);
        Eventually.that("the first leads", first::get);
        Leadership standby = candidate("second", second);
        try {
            assertEquals("first", holder());
            assertFalse(second.get());

            long stopped = System.nanoTime();
            leader.close();
            Eventually.that("the second leads", second::get);
            assertEquals("second", holder());
            assertFalse(first.get());
            long seconds = (System.nanoTime() - stopped) / 1_000_000_000;
            assertFalse(seconds >= 10, () -> "the lease ran out instead of being given back: " + seconds + " s");
        } finally {
            standby.close();
        }
    }
}
