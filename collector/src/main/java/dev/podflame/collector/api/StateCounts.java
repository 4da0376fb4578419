package dev.podflame.collector.api;

import dev.podflame.collector.report.AgentReport.Container;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// How many containers are in which state.
@Serdeable
record StateCounts(long profiled, long waiting, long skipped) {
    static StateCounts of(List<Container> containers) {
        return new StateCounts(
                count(containers, Container.PROFILED),
                count(containers, Container.WAITING),
                count(containers, Container.SKIPPED));
    }

    private static long count(List<Container> containers, String state) {
        return containers.stream()
                .filter(container -> container.state().equals(state))
                .count();
    }
}
