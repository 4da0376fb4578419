package dev.podflame.agent.target.kubernetes;

import dev.podflame.agent.target.Decision;
import dev.podflame.crds.match.TargetId;
import java.util.List;

/// A container of this node that a target names, and what becomes of it.
///
/// @param containerId empty before it was started for the first time
/// @param workload such as `Deployment/checkout`; empty for a pod of its own
/// @param service the service that its series belongs to
/// @param target the target that it is counted for
/// @param conflicts targets that would have it too and come after that one
/// @param decision whether it is profiled
/// @param note what of the target can't be had here, though something can; empty if all of it can
/// @param notRunning why it isn't running, as Kubernetes says it; empty if it is
public record NamedContainer(
        String namespace,
        String pod,
        String podUid,
        String container,
        String containerId,
        String workload,
        String service,
        TargetId target,
        List<TargetId> conflicts,
        Decision decision,
        String note,
        String notRunning) {

    public NamedContainer {
        conflicts = List.copyOf(conflicts);
    }
}
