package dev.podflame.collector.api;

import dev.podflame.collector.flamegraph.FlameGraph;
import dev.podflame.collector.query.ThreadSums;

/// A whole graph, nothing cut, and what the threads of its profile weigh.
record ThreadedGraph(FlameGraph graph, ThreadSums threads) {}
