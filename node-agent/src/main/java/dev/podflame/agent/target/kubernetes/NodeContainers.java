package dev.podflame.agent.target.kubernetes;

import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Placement;
import dev.podflame.agent.target.Skip;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the targets say about the containers of this node at one moment.
///
/// @param complete false before the cluster is known
/// @param named the containers that a target names
/// @param byContainerId a decision for every container that a pod's status lists
/// @param targets all targets there are
/// @param nextChange when to decide again, though nothing in the cluster changed
public record NodeContainers(
        boolean complete,
        List<NamedContainer> named,
        Map<String, Decision> byContainerId,
        List<KnownTarget> targets,
        Optional<Instant> nextChange) {

    /// Before anything is known.
    static final NodeContainers UNKNOWN = new NodeContainers(false, List.of(), Map.of(), List.of(), Optional.empty());

    public NodeContainers {
        named = List.copyOf(named);
        byContainerId = Map.copyOf(byContainerId);
        targets = List.copyOf(targets);
    }

    Decision decide(Placement placement) {
        // A container may run containers of its own: they belong to the one that the cluster knows.
        for (String id : placement.containerIds()) {
            @Nullable Decision decision = byContainerId.get(id);
            if (decision != null) {
                return decision;
            }
        }
        boolean mayBecomeKnown = !placement.containerIds().isEmpty()
                && (!complete || !placement.podUid().isEmpty());
        return mayBecomeKnown ? new Skip.PodUnknown() : new Skip.NotMatched();
    }
}
