package dev.podflame.agent.target;

import java.util.Map;

/// A container as people know it.
///
/// @param id the full id, 64 hex digits as a rule
/// @param name its name; empty if no container engine told it
/// @param image the image it was started from; empty if no container engine told it
/// @param labels its labels
public record ContainerIdentity(String id, String name, String image, Map<String, String> labels) {

    /// Set to `false` on a container (or a pod), this keeps every engine away from it.
    public static final String OPT_OUT_LABEL = "podflame.dev/profile";

    public ContainerIdentity {
        labels = Map.copyOf(labels);
    }

    /// A container of which only the cgroup is known.
    public static ContainerIdentity unnamed(String id) {
        return new ContainerIdentity(id, "", "", Map.of());
    }

    public boolean optsOut() {
        return "false".equalsIgnoreCase(labels.get(OPT_OUT_LABEL));
    }
}
