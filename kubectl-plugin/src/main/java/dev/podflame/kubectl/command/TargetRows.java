package dev.podflame.kubectl.command;

import dev.podflame.kubectl.collector.Collector;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Reads the collector's rows about targets.
final class TargetRows {
    private TargetRows() {}

    /// Whether a target is of that namespace or of all.
    static boolean concerns(JsonNode target, String namespace) {
        String own = target.path("namespace").asString("");
        return own.isEmpty() || own.equals(namespace);
    }

    /// The containers that a target names, each with its node.
    static List<JsonNode> containers(Collector collector, JsonNode target) throws Failure {
        Query query = Query.NONE
                .with("kind", target.path("kind").asString(""))
                .with("name", target.path("name").asString(""));
        String namespace = target.path("namespace").asString("");
        JsonNode answer = collector.ask("targets", namespace.isEmpty() ? query : query.with("namespace", namespace));
        List<JsonNode> containers = new ArrayList<>();
        answer.path("targets").forEach(row -> row.path("items").forEach(containers::add));
        return containers;
    }

    /// Such as `ebpf:3,async-profiler:8`.
    static String engines(JsonNode target) {
        return list(target.path("engines"), "engine", "containers");
    }

    /// Such as `OptedOut:1`.
    static String skipped(JsonNode target) {
        return list(target.path("skipped"), "reason", "count");
    }

    private static String list(JsonNode rows, String name, String number) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path(name).asString("") + ":" + row.path(number).asInt(0))
                .collect(Collectors.joining(","));
    }
}
