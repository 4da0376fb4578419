package dev.podflame.agent.target.kubernetes;

/// Where the agent runs.
///
/// @param node the node's name in the API
/// @param cluster the cluster's name; empty if it has none
public record NodeIdentity(String node, String cluster) {

    public NodeIdentity {
        if (node.isBlank()) {
            throw new IllegalArgumentException("a node has a name");
        }
    }
}
