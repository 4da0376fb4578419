package dev.podflame.agent.process;

import dev.podflame.agent.target.Candidate;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Placement;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.agent.target.TargetSource;
import dev.podflame.crds.match.TargetId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Decides by the container, as a cluster's targets do, and says what a test tells it to.
final class FakeTargets implements TargetSource {
    private final Map<String, Decision> byContainer = new ConcurrentHashMap<>();
    private volatile boolean changed;
    private volatile Runnable wake = () -> {};

    void select(String containerId) {
        decide(
                containerId,
                new Selected.InPod(
                        new TargetId("ProfilingTarget", "shop", "t"),
                        Map.of("service.name", "checkout", "container.id", containerId),
                        OptionalInt.empty()));
    }

    void decide(String containerId, Decision decision) {
        byContainer.put(containerId, decision);
        changed = true;
        wake.run();
    }

    @Override
    public boolean refresh() {
        boolean was = changed;
        changed = false;
        return was;
    }

    @Override
    public Decision decide(Placement placement, Supplier<Candidate> candidate) {
        if (placement.containerIds().isEmpty()) {
            return new Skip.NotMatched();
        }
        return byContainer.getOrDefault(placement.containerIds().getFirst(), new Skip.PodUnknown());
    }

    @Override
    public boolean stands(Decision made, Placement placement) {
        return decide(placement, () -> {
                    throw new AssertionError("nothing but the container may be asked for");
                })
                .equals(made);
    }

    @Override
    public List<String> troubles() {
        return List.of();
    }

    @Override
    public void onChange(Runnable newWake) {
        wake = newWake;
    }
}
