package dev.podflame.operator;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lease that one operator at a time holds. Given back when this one stops, so that the next needn't wait for it
/// to run out; when this one dies, the next leads after fifteen seconds.
///
/// Not Java Operator SDK's own, which lets a stopping operator keep the lease and ends the process from inside.
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_WITHIN = Duration.ofSeconds(10);
    private static final Duration TRY_EVERY = Duration.ofSeconds(2);

    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("lease-", 0).daemon().factory());
    private final LeaderElector elector;
    private final CompletableFuture<?> election;

    /// Begins to try.
    ///
    /// @param lease name, namespace and owner of the lease, with which it goes
    /// @param onWon called once, when this operator leads; must return at once, the lease is renewed afterwards
    /// @param onLost called when it doesn't any more, even if that is because it stops
    Leadership(KubernetesClient client, ObjectMeta lease, String identity, Runnable onWon, Runnable onLost) {
        LeaderCallbacks callbacks = new LeaderCallbacks(onWon, onLost, leader -> {
            // No name: the lease has been given back.
            if (leader != null && !leader.isEmpty()) {
                LOG.info("{} leads", leader);
            }
        });
        LeaseLock lock = new LeaseLock(lease, identity);
        elector = new LeaderElector(
                client,
                new LeaderElectionConfig(lock, LEASE, RENEW_WITHIN, TRY_EVERY, callbacks, false, lease.getName()),
                executor);
        election = elector.start();
    }

    @Override
    public void close() {
        election.cancel(true);
        try {
            // Here and not by the cancelling, which would do it on a thread that nobody waits for. It leaves the name
            // in the lease and makes it one of a second.
            elector.release();
        } catch (KubernetesClientException e) {
            LOG.warn("The lease couldn't be given back, it runs out in {} s", LEASE.toSeconds(), e);
        }
        executor.shutdownNow();
    }
}
