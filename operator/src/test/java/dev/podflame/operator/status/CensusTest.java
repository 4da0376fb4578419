package dev.podflame.operator.status;

import static dev.podflame.operator.Samples.NOW;
import static dev.podflame.operator.Samples.agent;
import static dev.podflame.operator.Samples.optedOut;
import static dev.podflame.operator.Samples.pod;
import static dev.podflame.operator.Samples.profiled;
import static dev.podflame.operator.Samples.snapshot;
import static dev.podflame.operator.Samples.target;
import static dev.podflame.operator.Samples.unprofiled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.podflame.crds.TargetStatus;
import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.Target;
import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.report.AgentReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CensusTest {
    private static final Instant SAMPLE = NOW.minusSeconds(20);

    private final Target checkout = target("checkout", "{selector: {matchLabels: {app: checkout}}}");

    private TargetFacts facts(Target target, List<Target> targets, List<PodFacts> pods, AgentReport... agents) {
        AgentReading reading = new AgentReading.Fresh(NOW, List.of(agents));
        return Objects.requireNonNull(
                Census.take(snapshot(targets, pods), reading, NOW).get(target.id()));
    }

    private static Attachment.Known known(TargetFacts facts) {
        return assertInstanceOf(Attachment.Known.class, facts.attachment());
    }

    @Test
    void countsPodsAndContainersOfTheSelectorOnly() {
        TargetFacts facts = facts(
                checkout,
                List.of(checkout),
                List.of(pod("a", "checkout", "n1"), pod("b", "checkout", "n2"), pod("c", "cart", "n1")));

        assertEquals(2, facts.matched());
        assertEquals(2, facts.selected());
        assertEquals(4, facts.containers());
        assertEquals(Set.of("n1", "n2"), facts.nodes());
    }

    @Test
    void joinsTheReportsOfTheContainers() {
        TargetFacts facts = facts(
                checkout,
                List.of(checkout),
                List.of(pod("a", "checkout", "n1"), pod("b", "checkout", "n1")),
                agent(
                        "n1",
                        profiled("a", "app", "checkout", "ebpf", SAMPLE, 0.2),
                        profiled("b", "app", "checkout", "async-profiler", SAMPLE.minusSeconds(5), 0.6),
                        unprofiled("a", "proxy", "checkout", "waiting", "NoSampleYet", "idle"),
                        unprofiled("b", "proxy", "checkout", "waiting", "EngineFailed", "the engine ended")));

        Attachment.Known known = known(facts);
        assertEquals(2, known.pods());
        assertEquals(2, known.profiled());
        assertEquals(1, known.waiting());
        assertEquals(1, known.skipped());
        assertEquals(Map.of("async-profiler", 1, "ebpf", 1), known.engines());
        assertEquals(OptionalDouble.of(0.4), known.cpuPercent());
        assertEquals(Optional.of(SAMPLE), known.lastSample());
        assertEquals(Set.of(), known.missing());
        TargetStatus.SkipCount skip = facts.skips().shown().getFirst();
        assertEquals("EngineFailed", skip.reason);
        assertEquals("shop/b/proxy: the engine ended", skip.example);
    }

    @Test
    void aReportForAnotherTargetDoesNotCount() {
        TargetFacts facts = facts(
                checkout,
                List.of(checkout),
                List.of(pod("a", "checkout", "n1")),
                agent("n1", profiled("a", "app", "old-name", "ebpf", SAMPLE, 0.2)));

        assertEquals(0, known(facts).profiled());
    }

    @Test
    void aReportOfASuspendedTargetIsOldNews() {
        Target suspended = target("checkout", "{selector: {matchLabels: {app: checkout}}, suspend: true}");
        TargetFacts facts = facts(
                suspended,
                List.of(suspended),
                List.of(pod("a", "checkout", "n1")),
                agent("n1", profiled("a", "app", "checkout", "ebpf", SAMPLE, 0.2)));

        assertEquals(1, facts.matched());
        assertEquals(0, facts.selected());
        assertEquals(0, known(facts).profiled());
        assertEquals("Suspended", facts.skips().shown().getFirst().reason);
        assertEquals(2, facts.skips().count());
    }

    @Test
    void nodesWithoutAFreshReportAreMissing() {
        AgentReport silent = new AgentReport("n2", 0, true, null, List.of());
        TargetFacts facts = facts(
                checkout,
                List.of(checkout),
                List.of(pod("a", "checkout", "n1"), pod("b", "checkout", "n2"), pod("c", "checkout", "n3")),
                agent("n1"),
                silent);

        assertEquals(Set.of("n2", "n3"), known(facts).missing());
    }

    @Test
    void podsThatOptOutAreSkippedWithTheReason() {
        TargetFacts facts = facts(
                checkout, List.of(checkout), List.of(pod("a", "checkout", "n1"), optedOut(pod("b", "checkout", "n1"))));

        assertEquals(2, facts.matched());
        assertEquals(1, facts.selected());
        assertEquals(2, facts.skips().count());
        TargetStatus.SkipCount skip = facts.skips().shown().getFirst();
        assertEquals("OptedOut", skip.reason);
        assertEquals("shop/b/app: its pod has the annotation podflame.dev/profile: \"false\"", skip.example);
    }

    @Test
    void theLoserOfAConflictCountsWhatTheWinnerTook() {
        Target all = target("all", "{selector: {}, all: true, priority: 5}");
        List<PodFacts> pods = List.of(pod("a", "checkout", "n1"), pod("b", "cart", "n1"));

        TargetFacts loser = facts(checkout, List.of(checkout, all), pods);
        assertEquals(1, loser.matched());
        assertEquals(0, loser.selected());
        assertEquals(2, loser.conflicts());
        assertEquals(Map.of(all.id(), 2), loser.taken());

        TargetFacts winner = facts(all, List.of(checkout, all), pods);
        assertEquals(4, winner.containers());
        assertEquals(0, winner.conflicts());
    }

    @Test
    void withoutTheCollectorNothingIsSaidOfContainers() {
        AgentReading none = new AgentReading.Unreachable("nobody listens there");
        TargetFacts facts = Objects.requireNonNull(Census.take(
                        snapshot(List.of(checkout), List.of(pod("a", "checkout", "n1"))), none, NOW)
                .get(checkout.id()));

        assertEquals(1, facts.matched());
        assertEquals(new Attachment.Unknown("nobody listens there"), facts.attachment());
    }
}
