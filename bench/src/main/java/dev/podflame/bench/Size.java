package dev.podflame.bench;

import dev.podflame.bench.synthetic.Shape;

/// How much is measured: `QUICK` shows that all parts work, `FULL` gives the figures to hold against the targets.
public enum Size {
    QUICK(40, 900, 8, 10, 2, 2),
    FULL(120, 3600, 20, 60, 10, 3);

    private static final int STACKS = 20_000;
    private static final int PODS_PER_NODE = 20;
    // Each query is asked about a range that begins a minute later than the one before.
    private static final int MARGIN_SECONDS = 1800;

    private final int pods;
    private final int seconds;
    private final int queries;
    private final int agentSeconds;
    private final int workSeconds;
    private final int rounds;

    Size(int pods, int seconds, int queries, int agentSeconds, int workSeconds, int rounds) {
        this.pods = pods;
        this.seconds = seconds;
        this.queries = queries;
        this.agentSeconds = agentSeconds;
        this.workSeconds = workSeconds;
        this.rounds = rounds;
    }

    public Shape shape() {
        return new Shape(STACKS, pods, PODS_PER_NODE, seconds, MARGIN_SECONDS);
    }

    /// How often each query is asked.
    public int queries() {
        return queries;
    }

    /// How long the agent is watched, idle and busy each.
    public int agentSeconds() {
        return agentSeconds;
    }

    /// About how long one run of a workload takes.
    public int workSeconds() {
        return workSeconds;
    }

    /// How often each workload runs, with and without what is measured each.
    public int rounds() {
        return rounds;
    }
}
