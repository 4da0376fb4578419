package dev.podflame.operator.daemonset;

import static dev.podflame.operator.Samples.NOW;
import static dev.podflame.operator.Samples.profiled;
import static dev.podflame.operator.Samples.unprofiled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.podflame.operator.daemonset.Situation.Desired;
import dev.podflame.operator.daemonset.Situation.Step;
import dev.podflame.operator.daemonset.Situation.Written;
import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.report.AgentReport;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationTest {
    private static final DaemonSet DESIRED = new DaemonSetBuilder()
            .withNewMetadata()
            .withName("podflame-agent")
            .addToLabels("app", "podflame")
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build();
    private static final DaemonSet MADE = with(DESIRED, "uid-1", 1);
    private static final AgentReading NOBODY = new AgentReading.Unreachable("nobody listens there");

    private static DaemonSet with(DaemonSet daemonSet, String uid, long generation) {
        return new DaemonSetBuilder(daemonSet)
                .editMetadata()
                .withUid(uid)
                .withGeneration(generation)
                .endMetadata()
                .build();
    }

    private static Step wanted(Optional<DaemonSet> actual, Optional<Written> written) {
        return new Situation(Optional.empty(), new Desired.Known(DESIRED), actual, written, NOBODY, NOW).next();
    }

    private static Step unwanted(Instant since, AgentReading agents) {
        Optional<Written> written = Optional.of(new Written(DESIRED, MADE));
        return new Situation(Optional.of(since), new Desired.Known(DESIRED), Optional.of(MADE), written, agents, NOW)
                .next();
    }

    private static void assertApplies(String reason, Step step) {
        assertEquals(new Step.Apply(DESIRED, reason), step);
    }

    @Test
    void itIsMadeWhereItIsMissing() {
        assertApplies("it isn't there", wanted(Optional.empty(), Optional.empty()));
        assertApplies("it isn't there", wanted(Optional.empty(), Optional.of(new Written(DESIRED, MADE))));
    }

    @Test
    void anOperatorThatHasJustStartedMakesSureOnce() {
        assertApplies("the operator has just started", wanted(Optional.of(MADE), Optional.empty()));
        assertEquals(new Step.Keep(), wanted(Optional.of(MADE), Optional.of(new Written(DESIRED, MADE))));
    }

    @Test
    void aNewManifestIsApplied() {
        DaemonSet old = new DaemonSetBuilder(DESIRED)
                .editMetadata()
                .addToLabels("version", "old")
                .endMetadata()
                .build();
        assertApplies("its manifest has changed", wanted(Optional.of(MADE), Optional.of(new Written(old, MADE))));
    }

    @Test
    void anEditIsPutRight() {
        Optional<Written> written = Optional.of(new Written(DESIRED, MADE));
        assertApplies("somebody changed it", wanted(Optional.of(with(DESIRED, "uid-1", 2)), written));
        assertApplies("somebody changed it", wanted(Optional.of(with(DESIRED, "uid-2", 1)), written));
        DaemonSet unlabelled = new DaemonSetBuilder(MADE)
                .editMetadata()
                .removeFromLabels("app")
                .endMetadata()
                .build();
        assertApplies("somebody changed it", wanted(Optional.of(unlabelled), written));
    }

    @Test
    void statusUpdatesAndACacheThatLagsBehindAreNoEdits() {
        DaemonSet rewritten = with(DESIRED, "uid-1", 5);
        Optional<Written> written = Optional.of(new Written(DESIRED, rewritten));
        DaemonSet ready = new DaemonSetBuilder(rewritten)
                .editMetadata()
                .withResourceVersion("99")
                .addToAnnotations("note", "mine")
                .endMetadata()
                .withNewStatus()
                .withNumberReady(2)
                .endStatus()
                .build();

        assertEquals(new Step.Keep(), wanted(Optional.of(ready), written));
        assertEquals(new Step.Keep(), wanted(Optional.of(with(DESIRED, "uid-1", 4)), written));
    }

    @Test
    void oneThatIsBeingDeletedIsWaitedFor() {
        DaemonSet going = new DaemonSetBuilder(MADE)
                .editMetadata()
                .withDeletionTimestamp(NOW.toString())
                .endMetadata()
                .build();
        assertEquals(new Step.Keep(), wanted(Optional.of(going), Optional.of(new Written(DESIRED, MADE))));
    }

    @Test
    void withoutAManifestItIsStuck() {
        Situation situation = new Situation(
                Optional.empty(), new Desired.Unknown("no file"), Optional.empty(), Optional.empty(), NOBODY, NOW);
        assertEquals(new Step.Stuck("no file"), situation.next());
    }

    @Test
    void afterTheLastTargetItStaysWhileAnAgentStillProfiles() {
        Instant since = NOW.minusSeconds(20);
        AgentReport busy =
                report(NOW.minusSeconds(5), false, profiled("a", "app", "gone", "ebpf", NOW.minusSeconds(6), 0.1));
        AgentReport waiting =
                report(NOW.minusSeconds(5), false, unprofiled("a", "app", "gone", "waiting", "NoSampleYet", ""));
        AgentReport old = report(NOW.minusSeconds(25), false);

        assertEquals(new Step.Keep(), unwanted(since, fresh(busy)));
        assertEquals(new Step.Keep(), unwanted(since, fresh(waiting)));
        assertEquals(new Step.Keep(), unwanted(since, fresh(old)));
        assertEquals(new Step.Keep(), unwanted(since, NOBODY));
    }

    @Test
    void itGoesWhenAllAgentsThatSpeakHaveLetGo() {
        Instant since = NOW.minusSeconds(20);
        AgentReport idle = report(NOW.minusSeconds(5), false);
        AgentReport skipping =
                report(NOW.minusSeconds(5), false, unprofiled("a", "app", "gone", "skipped", "OptedOut", ""));
        AgentReport silent = report(NOW.minusSeconds(90), true, profiled("a", "app", "gone", "ebpf", NOW, 0.1));

        assertInstanceOf(Step.Delete.class, unwanted(since, fresh(idle, skipping, silent)));
        assertInstanceOf(Step.Delete.class, unwanted(since, fresh()));
    }

    @Test
    void itGoesAfterAMinuteWhateverTheAgentsSay() {
        assertEquals(new Step.Keep(), unwanted(NOW.minusSeconds(59), NOBODY));
        assertInstanceOf(Step.Delete.class, unwanted(NOW.minusSeconds(60), NOBODY));
    }

    private static AgentReading fresh(AgentReport... agents) {
        return new AgentReading.Fresh(NOW.minusSeconds(1), List.of(agents));
    }

    private static AgentReport report(Instant received, boolean silent, AgentReport.Container... containers) {
        return new AgentReport("n1", received.toEpochMilli(), silent, null, List.of(containers));
    }
}
