package dev.podflame.operator.target;

import dev.podflame.crds.match.Target;
import dev.podflame.crds.match.TargetId;
import dev.podflame.operator.cluster.ClusterView;
import dev.podflame.operator.cluster.Snapshot;
import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.status.Census;
import dev.podflame.operator.status.TargetFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The facts of all targets, counted once for many of them. Safe to use from any thread.
public final class TargetCensus {
    /// So old may facts be, however much the cluster changes meanwhile.
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final ClusterView view;
    private final Supplier<AgentReading> agents;
    private final Clock clock;
    private @Nullable Taken last;

    public TargetCensus(ClusterView view, Supplier<AgentReading> agents, Clock clock) {
        this.view = view;
        this.agents = agents;
        this.clock = clock;
    }

    private record Taken(Instant at, Map<TargetId, Long> generations, Map<TargetId, TargetFacts> facts) {
        Optional<TargetFacts> find(TargetId id, long generation) {
            return generations.getOrDefault(id, -1L) == generation
                    ? Optional.ofNullable(facts.get(id))
                    : Optional.empty();
        }
    }

    /// A target's facts; empty while the watch hasn't seen this generation of it.
    synchronized Optional<TargetFacts> facts(TargetId id, long generation) {
        Instant now = clock.instant();
        Taken taken = last;
        if (taken == null
                || now.isAfter(taken.at().plus(GOOD_FOR))
                || taken.find(id, generation).isEmpty()) {
            taken = take(now);
            last = taken;
        }
        return taken.find(id, generation);
    }

    private Taken take(Instant now) {
        Snapshot snapshot = view.snapshot();
        Map<TargetId, Long> generations = new HashMap<>();
        for (Snapshot.SeenTarget seen : snapshot.targets()) {
            seen.target().map(Target::id).ifPresent(id -> generations.put(id, seen.generation()));
        }
        return new Taken(now, generations, Census.take(snapshot, agents.get(), now));
    }
}
