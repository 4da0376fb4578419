package dev.podflame.operator;

import dev.podflame.operator.cluster.Owner;
import dev.podflame.operator.daemonset.DaemonSetKeeper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operator that runs: answers probes from the start, and works from when it leads until it stops.
final class RunningOperator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningOperator.class);

    private final KubernetesClient client;
    private final Leadership leadership;
    private final Leader leader;
    private final StatusServer server;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile boolean working;
    private volatile boolean closed;

    private RunningOperator(OperatorOptions options, KubernetesClient client) throws IOException {
        this.client = client;
        leader = new Leader(client, options);
        server = StatusServer.start(options.listen, new OperatorMetrics(leader, this::isWorking), this::trouble);
        LOG.info("Waiting for the lease {}/{} as {}", options.namespace, options.lease, options.identity);
        leadership =
                new Leadership(client, lease(client, options), options.identity, this::startWorking, this::stopLeading);
    }

    /// The lease belongs to the operator's Deployment, so that it goes with the release.
    private static ObjectMeta lease(KubernetesClient client, OperatorOptions options) {
        Owner owner = new Owner(client, options.namespace, options.deployment);
        return new ObjectMetaBuilder()
                .withNamespace(options.namespace)
                .withName(options.lease)
                .withOwnerReferences(owner.get().stream().toList())
                .build();
    }

    static RunningOperator start(OperatorOptions options) throws IOException {
        Config config = new ConfigBuilder()
                .withUserAgent(DaemonSetKeeper.FIELD_MANAGER + "/" + Operator.VERSION)
                .build();
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        return start(options, client);
    }

    /// @param client closed with the operator
    static RunningOperator start(OperatorOptions options, KubernetesClient client) throws IOException {
        return new RunningOperator(options, client);
    }

    private void startWorking() {
        Thread.ofPlatform().name("start").start(this::work);
    }

    private void work() {
        try {
            leader.start();
            working = true;
            LOG.info("Leading");
        } catch (RuntimeException e) {
            // A watch that may not be made, a CRD that isn't there: main says it and ends. One that began as this
            // operator was stopped is nothing to tell.
            if (!closed) {
                end.completeExceptionally(e);
            }
        }
    }

    private void stopLeading() {
        if (!closed) {
            LOG.error("Another operator may lead now; ending");
            end.complete(1);
        }
    }

    boolean isWorking() {
        return working;
    }

    /// A standby is well as long as it waits.
    private Optional<String> trouble() {
        return working ? leader.trouble() : Optional.empty();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    /// @throws CompletionException if it couldn't start to work
    int await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            throw new CompletionException(cause == null ? e : cause);
        }
    }

    /// Where probes and metrics are answered.
    int port() {
        return server.port();
    }

    /// What [#await] returns, or 1 if it failed.
    int exitCode() {
        return end.isCompletedExceptionally() ? 1 : end.getNow(0);
    }

    /// Ends its work, then gives the lease back.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        leader.close();
        leadership.close();
        server.close();
        client.close();
        end.complete(0);
    }
}
