package dev.podflame.operator.status;

import static dev.podflame.operator.Samples.NOW;
import static dev.podflame.operator.Samples.agent;
import static dev.podflame.operator.Samples.pod;
import static dev.podflame.operator.Samples.profiled;
import static dev.podflame.operator.Samples.snapshot;
import static dev.podflame.operator.Samples.target;
import static dev.podflame.operator.Samples.unprofiled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.crds.TargetStatus;
import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.Target;
import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.report.AgentReport;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusComputationTest {
    private static final String SPEC = "{selector: {matchLabels: {app: checkout}}, containers: [app]}";
    private static final List<PodFacts> PODS = List.of(pod("a", "checkout", "n1"), pod("b", "checkout", "n1"));
    private static final AgentReport BOTH = agent(
            "n1",
            profiled("a", "app", "checkout", "ebpf", NOW.minusSeconds(3), 0.24),
            profiled("b", "app", "checkout", "ebpf", NOW.minusSeconds(70), 0.26));

    private static TargetStatus status(
            String spec, List<PodFacts> pods, AgentReading reading, TargetStatus before, Instant now) {
        Target target = target("checkout", spec);
        TargetFacts facts = Objects.requireNonNull(
                Census.take(snapshot(List.of(target), pods), reading, now).get(target.id()));
        return StatusComputation.of(new Question(target, 3, facts, Optional.empty(), before, now));
    }

    private static TargetStatus status(String spec, List<PodFacts> pods, AgentReport... agents) {
        return status(spec, pods, new AgentReading.Fresh(NOW, List.of(agents)), new TargetStatus(), NOW);
    }

    private static Condition condition(TargetStatus status, String type) {
        return Objects.requireNonNull(status.conditions).stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void assertCondition(TargetStatus status, String type, String truth, String reason) {
        Condition condition = condition(status, type);
        assertEquals(truth + " " + reason, condition.getStatus() + " " + condition.getReason(), condition.getMessage());
    }

    @Test
    void aTargetWhoseContainersAreProfiledIsReady() {
        TargetStatus status = status(SPEC, PODS, BOTH);

        assertEquals(
                TargetStatus.CONDITIONS,
                Objects.requireNonNull(status.conditions).stream()
                        .map(Condition::getType)
                        .toList());
        assertCondition(status, "Ready", "True", "Profiling");
        assertCondition(status, "AgentsAvailable", "True", "AllReport");
        assertCondition(status, "PodsMatched", "True", "PodsMatched");
        assertCondition(status, "Attached", "True", "AllAttached");
        assertCondition(status, "SamplesFlowing", "True", "RecentSamples");
        assertCondition(status, "Conflicted", "False", "NoConflict");
        assertCondition(status, "Suspended", "False", "InForce");
        TargetStatus.Pods pods = Objects.requireNonNull(status.pods);
        assertEquals(2, pods.matched);
        assertEquals(2, pods.selected);
        assertEquals(2, pods.profiled);
        assertEquals(2, Objects.requireNonNull(status.containers).profiled);
        assertEquals(0, Objects.requireNonNull(status.containers).skipped);
        assertEquals("2026-11-22T15:00:00Z", status.lastSampleTime);
        assertEquals(0.3, Objects.requireNonNull(status.overhead).cpuPercent);
        assertEquals(3, status.observedGeneration);
    }

    @Test
    void nothingIsWrittenForAnotherSampleInTheSameMinute() {
        TargetStatus before = status(SPEC, PODS, BOTH);
        AgentReport later = agent(
                "n1",
                profiled("a", "app", "checkout", "ebpf", NOW.plusSeconds(9), 0.28),
                profiled("b", "app", "checkout", "ebpf", NOW.plusSeconds(8), 0.3));
        Instant now = NOW.plusSeconds(10);
        TargetStatus after = status(SPEC, PODS, new AgentReading.Fresh(now, List.of(later)), before, now);

        assertFalse(StatusChange.isWorthWriting(before, after));
        assertEquals(List.of(), StatusChange.news(before, after));
    }

    @Test
    void transitionTimesStayUntilTheStatusOfTheConditionChanges() {
        TargetStatus before = status(SPEC, PODS, BOTH);
        Instant later = NOW.plus(Duration.ofHours(1));
        TargetStatus after = status(SPEC, List.of(), new AgentReading.Fresh(later, List.of()), before, later);

        assertEquals("2026-11-22T15:00:30Z", condition(after, "Suspended").getLastTransitionTime());
        assertEquals("2026-11-22T16:00:30Z", condition(after, "Ready").getLastTransitionTime());
        assertTrue(StatusChange.isWorthWriting(before, after));
    }

    @Test
    void aCollectorOutOfReachMakesNumbersUnknownAndKeepsThoseThatAreStillTrue() {
        TargetStatus before = status(SPEC, PODS, BOTH);
        TargetStatus after = status(SPEC, PODS, new AgentReading.Unreachable("nobody listens there"), before, NOW);

        assertCondition(after, "AgentsAvailable", "Unknown", "CollectorUnreachable");
        assertEquals("nobody listens there", condition(after, "AgentsAvailable").getMessage());
        assertCondition(after, "Attached", "Unknown", "CollectorUnreachable");
        assertCondition(after, "SamplesFlowing", "Unknown", "CollectorUnreachable");
        assertCondition(after, "Ready", "Unknown", "CollectorUnreachable");
        assertEquals(2, Objects.requireNonNull(after.pods).selected);
        assertNull(Objects.requireNonNull(after.pods).profiled);
        assertNull(after.containers);
        assertNull(after.engines);
        assertNull(after.overhead);
        assertEquals("2026-11-22T15:00:00Z", after.lastSampleTime);
    }

    @Test
    void whoMatchesNoPodIsTold() {
        TargetStatus status = status(SPEC, List.of(pod("c", "cart", "n1")), BOTH);

        assertCondition(status, "PodsMatched", "False", "NoPods");
        assertCondition(status, "Ready", "False", "NoPods");
        assertCondition(status, "AgentsAvailable", "True", "NoneNeeded");
    }

    @Test
    void aNodeWithoutAnAgentIsNamed() {
        TargetStatus status = status(SPEC, PODS);

        assertCondition(status, "AgentsAvailable", "False", "AgentsMissing");
        assertEquals(
                "no agent reports from n1 (of 1 node)",
                condition(status, "AgentsAvailable").getMessage());
        assertCondition(status, "Ready", "False", "AgentsMissing");
    }

    @Test
    void anIdleProcessIsWaitedForAndNotCountedAsSkipped() {
        AgentReport idle = agent(
                "n1",
                unprofiled("a", "app", "checkout", "waiting", "NoSampleYet", "an idle process has none"),
                unprofiled("b", "app", "checkout", "waiting", "NoSampleYet", "an idle process has none"));
        TargetStatus status = status(SPEC, PODS, idle);

        assertCondition(status, "Ready", "True", "WaitingForSamples");
        assertCondition(status, "Attached", "True", "AllAttached");
        assertCondition(status, "SamplesFlowing", "False", "NoRecentSamples");
        assertEquals(0, Objects.requireNonNull(status.containers).skipped);
    }

    @Test
    void oneSkippedContainerOfTwoLeavesTheTargetReadyAndSaysWhy() {
        AgentReport one = agent(
                "n1",
                profiled("a", "app", "checkout", "ebpf", NOW, 0.1),
                unprofiled("b", "app", "checkout", "skipped", "ReadOnlyTmp", "read-only /tmp"));
        TargetStatus status = status(SPEC, PODS, one);

        assertCondition(status, "Ready", "True", "Profiling");
        assertCondition(status, "Attached", "False", "ContainersSkipped");
        assertEquals(
                "1 of 2 containers; ReadOnlyTmp, as shop/b/app: read-only /tmp",
                condition(status, "Attached").getMessage());
        assertEquals(1, Objects.requireNonNull(status.containers).skipped);
    }

    @Test
    void aContainerThatNoAgentHasMentionedYetIsNotReady() {
        TargetStatus status = status(SPEC, PODS, agent("n1"));

        assertCondition(status, "Attached", "False", "NotReportedYet");
        assertCondition(status, "Ready", "False", "NotReportedYet");
    }

    @Test
    void outsideItsScheduleATargetSaysWhenItIsInForceAgain() {
        String nightly = "{selector: {matchLabels: {app: checkout}}, schedule: {cron: '0 3 * * *', duration: 1h}}";
        TargetStatus status = status(nightly, PODS, agent("n1"));

        assertCondition(status, "Suspended", "True", "OutsideSchedule");
        assertEquals(
                "the schedule is in force again from 2026-11-23T03:00:00Z",
                condition(status, "Suspended").getMessage());
        assertCondition(status, "Ready", "False", "OutsideSchedule");
    }

    @Test
    void theLastSampleIsRememberedWhenTheTargetIsSuspended() {
        TargetStatus before = status(SPEC, PODS, BOTH);
        String suspended = "{selector: {matchLabels: {app: checkout}}, suspend: true}";
        TargetStatus after = status(suspended, PODS, new AgentReading.Fresh(NOW, List.of(agent("n1"))), before, NOW);

        assertCondition(after, "Suspended", "True", "Suspended");
        assertCondition(after, "Ready", "False", "Suspended");
        assertEquals(before.lastSampleTime, after.lastSampleTime);
        assertEquals(0, Objects.requireNonNull(after.pods).profiled);
    }

    @Test
    void aSpecThatMakesNoSenseIsNotReadyAndSaysWhy() {
        TargetStatus status = StatusComputation.ofBad("schedule: bad cron", 4, new TargetStatus(), NOW);

        assertCondition(status, "Ready", "False", "InvalidSpec");
        assertEquals("schedule: bad cron", condition(status, "Ready").getMessage());
        assertEquals(4, status.observedGeneration);
        assertNull(status.pods);
    }

    @Test
    void aDaemonSetThatCannotBeMadeIsTheReasonForMissingAgents() {
        Target target = target("checkout", SPEC);
        AgentReading nobody = new AgentReading.Fresh(NOW, List.of());
        TargetFacts facts = Objects.requireNonNull(
                Census.take(snapshot(List.of(target), PODS), nobody, NOW).get(target.id()));
        TargetStatus status = StatusComputation.of(
                new Question(target, 3, facts, Optional.of("the file is broken"), new TargetStatus(), NOW));

        assertCondition(status, "AgentsAvailable", "False", "DaemonSetFailed");
        assertEquals("the file is broken", condition(status, "Ready").getMessage());
    }

    @Test
    void newsOfATargetSeenForTheFirstTimeIsOnlyWhetherItIsReady() {
        TargetStatus first = status(SPEC, PODS);
        assertEquals(
                List.of("Ready"),
                StatusChange.news(new TargetStatus(), first).stream()
                        .map(Condition::getType)
                        .toList());

        TargetStatus second = status(SPEC, PODS, new AgentReading.Fresh(NOW, List.of(BOTH)), first, NOW);
        assertEquals(
                List.of("Ready", "AgentsAvailable", "Attached", "SamplesFlowing"),
                StatusChange.news(first, second).stream()
                        .map(Condition::getType)
                        .toList());
    }
}
