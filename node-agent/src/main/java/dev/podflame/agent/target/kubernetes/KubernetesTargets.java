package dev.podflame.agent.target.kubernetes;

import dev.podflame.agent.target.Candidate;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Placement;
import dev.podflame.agent.target.TargetSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The targets of a cluster, for the containers of one node. Decides by the container alone: of a process that isn't
/// selected nothing is read beyond its cgroup.
public final class KubernetesTargets implements TargetSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KubernetesTargets.class);

    private final NodeIdentity at;
    private final Clock clock;
    private final ClusterWatch watch;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private volatile Runnable wake = () -> {};
    private volatile NodeContainers containers = NodeContainers.UNKNOWN;

    /// Begins to watch; what is there is known soon after. The client stays the caller's.
    public static KubernetesTargets watch(KubernetesClient client, NodeIdentity at) {
        return new KubernetesTargets(client, at, Clock.systemUTC());
    }

    KubernetesTargets(KubernetesClient client, NodeIdentity at, Clock clock) {
        this.at = at;
        this.clock = clock;
        this.watch = new ClusterWatch(client, at.node(), this::onEvent);
    }

    private void onEvent() {
        changed.set(true);
        wake.run();
    }

    @Override
    public void onChange(Runnable newWake) {
        wake = newWake;
        newWake.run();
    }

    @Override
    public boolean refresh() {
        NodeContainers before = containers;
        Instant now = clock.instant();
        boolean due = before.nextChange().filter(time -> !time.isAfter(now)).isPresent();
        if (!changed.getAndSet(false) && before.complete() && !due) {
            return false;
        }
        NodeContainers current = NodeMatching.of(watch.state(), at, now);
        containers = current;
        if (current.complete() && !before.complete()) {
            log.info(
                    "{} targets, {} containers on {}",
                    current.targets().size(),
                    current.byContainerId().size(),
                    at.node());
        }
        return current.complete() != before.complete()
                || !current.byContainerId().equals(before.byContainerId());
    }

    @Override
    public Decision decide(Placement placement, Supplier<Candidate> candidate) {
        return containers.decide(placement);
    }

    @Override
    public boolean stands(Decision made, Placement placement) {
        return containers.decide(placement).equals(made);
    }

    @Override
    public List<String> troubles() {
        return watch.troubles();
    }

    /// What is known of this node's containers now.
    public NodeContainers containers() {
        return containers;
    }

    @Override
    public void close() {
        watch.close();
    }
}
