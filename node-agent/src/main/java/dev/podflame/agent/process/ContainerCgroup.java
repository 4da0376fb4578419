package dev.podflame.agent.process;

/// The container that a cgroup path speaks of.
///
/// @param id container id
/// @param engine `docker`, `containerd`, `cri-o` or `podman`; empty if the path doesn't tell
/// @param podUid UID of its Kubernetes pod; empty if it has none
public record ContainerCgroup(String id, String engine, String podUid) {

    /// Whether Docker's API, which Podman speaks as well, could know it.
    boolean mayBeKnownToDocker() {
        return switch (engine) {
            case "containerd", "cri-o" -> false;
            default -> true;
        };
    }
}
