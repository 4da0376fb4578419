package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Api;
import dev.podflame.e2e.FlameGraph;
import java.io.IOException;

/// One profile type of one case, for a stretch of time.
record SplitProfile(FlameGraph graph) {
    static SplitProfile of(Api api, String service, String type, long from, long to)
            throws IOException, InterruptedException {
        return new SplitProfile(new FlameGraph(api.get("flamegraph.json?namespace=" + Product.NAMESPACE + "&service="
                + service + "&type=" + type + "&nodes=50000&from=" + from + "&to=" + to)));
    }

    long total() {
        return graph.json().path("total").asLong();
    }

    /// The value of all stacks that the method is in.
    ///
    /// @param method class and name, without the package
    long of(String method) {
        long sum = 0;
        int inside = Integer.MAX_VALUE;
        for (int node = 0; node < graph.nodes(); node++) {
            if (graph.depth(node) > inside) {
                continue;
            }
            boolean found = graph.name(node).matches("(.*[./])?" + method.replace(".", "\\.") + "(\\(.*)?");
            inside = found ? graph.depth(node) : Integer.MAX_VALUE;
            sum += found ? graph.value(node) : 0;
        }
        return sum;
    }
}
