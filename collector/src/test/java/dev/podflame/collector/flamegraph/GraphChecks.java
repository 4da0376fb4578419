package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What holds for every flame graph.
final class GraphChecks {
    private GraphChecks() {}

    static void assertSumsAreExact(FlameGraph graph) {
        assertEquals(0, graph.depth(0));
        for (int node = 0; node < graph.size(); node++) {
            long sum = graph.self(node);
            for (int child = node + 1; child < graph.size() && graph.depth(child) > graph.depth(node); child++) {
                if (graph.depth(child) == graph.depth(node) + 1) {
                    sum += graph.value(child);
                }
            }
            assertEquals(sum, graph.value(node), "node " + node + " of\n" + text(graph));
            if (node > 0) {
                assertTrue(graph.depth(node) <= graph.depth(node - 1) + 1, "depth jumps at " + node);
                assertTrue(graph.depth(node) > 0, "a second root at " + node);
            }
        }
    }

    /// One line a node: indented name, self and total.
    static String text(FlameGraph graph) {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < graph.size(); node++) {
            text.append(" ".repeat(graph.depth(node)))
                    .append(graph.functionOf(node).name());
            text.append(' ')
                    .append(graph.self(node))
                    .append(' ')
                    .append(graph.value(node))
                    .append('\n');
        }
        return text.toString();
    }
}
