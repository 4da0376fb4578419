package dev.podflame.operator.daemonset;

import dev.podflame.operator.loop.Loop;
import dev.podflame.operator.report.AgentReading;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the agents' DaemonSet as it should be. One thread of its own looks whenever something changed, and every few
/// seconds for what nobody tells: the manifest file, and time that passes. Only the leader runs one.
public final class DaemonSetKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonSetKeeper.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /// What the operator calls itself in `managedFields`.
    public static final String FIELD_MANAGER = "podflame-operator";

    /// What the keeper goes by.
    ///
    /// @param manifest file with the DaemonSet
    /// @param wanted whether a target wants agents
    /// @param owner what the DaemonSet goes away with
    /// @param agents their newest reports
    public record Sources(
            Path manifest,
            BooleanSupplier wanted,
            Supplier<Optional<OwnerReference>> owner,
            Supplier<AgentReading> agents) {}

    private final Sources sources;
    private final String namespace;
    private final DaemonSets writes;
    private final Function<String, Optional<DaemonSet>> reads;
    private final Clock clock;
    private final Loop loop = new Loop("daemonset", this::stepAndWait);
    private final LongAdder applies = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private Optional<Instant> unwantedSince = Optional.empty();
    private Optional<Situation.Written> written = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    /// @param watch the DaemonSets of the namespace; the caller starts it first
    public DaemonSetKeeper(
            KubernetesClient client, String namespace, Sources sources, DaemonSetWatch watch, Clock clock) {
        this(sources, namespace, new KubernetesDaemonSets(client, FIELD_MANAGER), watch::find, clock);
    }

    DaemonSetKeeper(
            Sources sources,
            String namespace,
            DaemonSets writes,
            Function<String, Optional<DaemonSet>> reads,
            Clock clock) {
        this.sources = sources;
        this.namespace = namespace;
        this.writes = writes;
        this.reads = reads;
        this.clock = clock;
    }

    public void start() {
        loop.start();
    }

    /// Something has changed. Returns at once.
    public void look() {
        loop.wake();
    }

    private Duration stepAndWait() {
        step();
        return LOOK_AGAIN;
    }

    /// Looks once and does what is to be done.
    void step() {
        Optional<String> found;
        try {
            found = take(situation().next());
        } catch (KubernetesClientException e) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            found = Optional.of("the agents' DaemonSet couldn't be written: " + e.getMessage());
        }
        // Once, not every two seconds.
        if (found.isPresent() && !found.equals(problem)) {
            LOG.warn("The DaemonSet isn't as it should be: {}", found.get());
        }
        problem = found;
    }

    private Situation situation() {
        Instant now = clock.instant();
        if (sources.wanted().getAsBoolean()) {
            unwantedSince = Optional.empty();
        } else if (unwantedSince.isEmpty()) {
            unwantedSince = Optional.of(now);
        }
        return switch (AgentManifest.read(sources.manifest())) {
            case AgentManifest.Good(DaemonSet manifest) -> {
                DaemonSet desired = AgentManifest.desired(
                        manifest, namespace, sources.owner().get());
                yield situation(
                        new Situation.Desired.Known(desired),
                        reads.apply(desired.getMetadata().getName()),
                        now);
            }
            case AgentManifest.Bad(String reason) -> {
                // Without a manifest the name is that of the last write.
                Optional<DaemonSet> last = written.flatMap(
                        done -> reads.apply(done.result().getMetadata().getName()));
                yield situation(new Situation.Desired.Unknown(reason), last, now);
            }
        };
    }

    private Situation situation(Situation.Desired desired, Optional<DaemonSet> actual, Instant now) {
        return new Situation(
                unwantedSince, desired, actual, written, sources.agents().get(), now);
    }

    private Optional<String> take(Situation.Step step) {
        switch (step) {
            case Situation.Step.Apply(DaemonSet desired, String reason) -> {
                LOG.info("Applying the DaemonSet {}: {}", desired.getMetadata().getName(), reason);
                written = Optional.of(new Situation.Written(desired, writes.apply(desired)));
                applies.increment();
            }
            case Situation.Step.Delete(DaemonSet actual, String reason) -> {
                LOG.info("Deleting the DaemonSet {}: {}", actual.getMetadata().getName(), reason);
                writes.delete(actual);
                deletes.increment();
            }
            case Situation.Step.Keep() -> {}
            case Situation.Step.Stuck(String reason) -> {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /// Why the DaemonSet can't be as it should; empty if it can.
    public Optional<String> problem() {
        return problem;
    }

    public long applies() {
        return applies.sum();
    }

    public long deletes() {
        return deletes.sum();
    }

    @Override
    public void close() {
        loop.close();
    }
}
