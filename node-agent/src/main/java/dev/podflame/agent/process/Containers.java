package dev.podflame.agent.process;

import dev.podflame.agent.target.ContainerIdentity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names, images and labels of containers by their id. An engine is asked once per container; one that it can't name
/// yet is asked for again whenever its processes are looked at. Belongs to one thread; [#status] may be asked from any.
public final class Containers {

    /// Where Docker and Podman put their sockets.
    public static final List<Path> SOCKETS =
            List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock"));

    private static final int MAX_REMEMBERED = 4096;

    private final List<ContainerEngine> engines;
    private final Map<String, ContainerIdentity> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ContainerIdentity> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    public Containers(List<Path> sockets) {
        engines = sockets.stream().map(ContainerEngine::new).toList();
    }

    /// One line per engine for the start-up report.
    public List<String> status() {
        return engines.stream().map(ContainerEngine::status).toList();
    }

    ContainerIdentity identify(ContainerCgroup container) {
        ContainerIdentity remembered = known.get(container.id());
        if (remembered != null) {
            return remembered;
        }
        if (container.mayBeKnownToDocker()) {
            for (ContainerEngine engine : engines) {
                Optional<ContainerIdentity> found = engine.inspect(container.id());
                if (found.isPresent()) {
                    known.put(container.id(), found.get());
                    return found.get();
                }
            }
        }
        return ContainerIdentity.unnamed(container.id());
    }
}
