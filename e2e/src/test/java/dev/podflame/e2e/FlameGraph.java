package dev.podflame.e2e;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A flame graph as the API answers it: a tree in preorder, in columns.
public record FlameGraph(JsonNode json) {

    public int nodes() {
        return json.path("depth").size();
    }

    public long value(int node) {
        return json.path("value").path(node).asLong();
    }

    public long self(int node) {
        return json.path("self").path(node).asLong();
    }

    public int depth(int node) {
        return json.path("depth").path(node).asInt();
    }

    public String name(int node) {
        return frame(node, "name");
    }

    public String kind(int node) {
        return frame(node, "kind");
    }

    private String frame(int node, String column) {
        int frame = json.path("frame").path(node).asInt();
        return json.path("frames").path(column).path(frame).asString();
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < nodes(); i++) {
            names.add(name(i));
        }
        return names;
    }

    public Set<String> kinds() {
        Set<String> kinds = new TreeSet<>();
        for (int i = 0; i < nodes(); i++) {
            kinds.add(kind(i));
        }
        return kinds;
    }

    public long selfSum() {
        long sum = 0;
        for (int i = 0; i < nodes(); i++) {
            sum += self(i);
        }
        return sum;
    }

    /// Name of the frame of that kind with the highest self time, callers of other kinds not counted.
    public String widestSelf(String kind) {
        Map<String, Long> selves = new HashMap<>();
        for (int i = 1; i < nodes(); i++) {
            // Native and kernel work belongs to the nearest caller of the kind.
            int owner = owner(i, kind);
            if (owner >= 0) {
                selves.merge(name(owner), self(i), Long::sum);
            }
        }
        return selves.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private int owner(int node, String kind) {
        int at = node;
        while (at > 0) {
            if (kind(at).equals(kind)) {
                return at;
            }
            int parentDepth = depth(at) - 1;
            do {
                at--;
            } while (at > 0 && depth(at) != parentDepth);
        }
        return -1;
    }
}
