package dev.podflame.operator.status;

import dev.podflame.crds.match.TargetId;
import java.util.SortedMap;
import java.util.SortedSet;

/// One target's share of the cluster.
///
/// @param matched running pods that its selector matches
/// @param selected those of them with a container that is its own
/// @param containers containers that are its own
/// @param nodes where these are
/// @param taken how many containers it names belong to another target, by that target
/// @param skips why containers it names aren't profiled
public record TargetFacts(
        int matched,
        int selected,
        int containers,
        SortedSet<String> nodes,
        SortedMap<TargetId, Integer> taken,
        Skips skips,
        Attachment attachment) {

    int conflicts() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
