package dev.podflame.agent.process;

import dev.podflame.agent.target.ContainerIdentity;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A container engine that answers Docker's API on a Unix socket: Docker, or Podman. Only reads.
///
/// One that fails is left in peace for a while, so that a hanging engine doesn't hold up the discovery of processes.
/// Belongs to one thread; [#status] may be asked from any.
final class ContainerEngine {

    private static final Logger log = LoggerFactory.getLogger(ContainerEngine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long REST_NANOS = Duration.ofSeconds(30).toNanos();

    private final Path socket;
    private final UnixHttp http;
    private final JsonMapper json = new JsonMapper();
    private boolean resting;
    private long restUntil;
    private volatile String status = "";

    ContainerEngine(Path socket) {
        this.socket = socket;
        this.http = new UnixHttp(socket, PATIENCE);
    }

    /// What is known of the engine, for people.
    String status() {
        if (!Files.exists(socket)) {
            return "no socket at " + socket;
        }
        return status.isEmpty() ? "socket at " + socket : status;
    }

    /// Asks for one container.
    ///
    /// @return empty if this engine can't tell, now or ever
    Optional<ContainerIdentity> inspect(String id) {
        if (!Files.exists(socket) || (resting && System.nanoTime() - restUntil < 0)) {
            return Optional.empty();
        }
        try {
            UnixHttp.Answer answer = http.get("/containers/" + id + "/json");
            if (answer.status() != 200 && answer.status() != 404) {
                throw new IOException("HTTP status " + answer.status());
            }
            if (resting || status.isEmpty()) {
                log.info("container names come from {}", socket);
            }
            resting = false;
            status = "container names come from " + socket;
            return answer.status() == 404 ? Optional.empty() : Optional.of(read(id, json.readTree(answer.body())));
        } catch (IOException | JacksonException e) {
            rest(e);
            return Optional.empty();
        }
    }

    private void rest(Exception e) {
        boolean denied = e instanceof AccessDeniedException || "Permission denied".equals(e.getMessage());
        String why = denied ? "this user may not use it; run as root or in its group" : e.getMessage();
        status = socket + " gives no container names: " + why;
        if (!resting) {
            log.warn("{}", status);
        }
        resting = true;
        restUntil = System.nanoTime() + REST_NANOS;
    }

    private static ContainerIdentity read(String id, JsonNode container) {
        Map<String, String> labels = new HashMap<>();
        container.path("Config").path("Labels").properties().forEach(label -> {
            if (label.getValue().isString()) {
                labels.put(label.getKey(), label.getValue().stringValue());
            }
        });
        String name = container.path("Name").asString("");
        return new ContainerIdentity(
                id,
                name.startsWith("/") ? name.substring(1) : name,
                container.path("Config").path("Image").asString(""),
                labels);
    }
}
