package dev.podflame.crds.match;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MatchingPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:05:00Z");

    @Provide
    Arbitrary<List<Target>> targets() {
        Arbitrary<String> selectors = Arbitraries.of(
                "selector: {}, all: true",
                "selector: {matchLabels: {app: a}}",
                "selector: {matchExpressions: [{key: app, operator: NotIn, values: [a]}]}");
        Arbitrary<String> rest = Arbitraries.of(
                "suspend: false",
                "suspend: true",
                "containers: [app]",
                "sampling: {podsPercent: 40}",
                "sampling: {maxPodsPerNode: 2}",
                "schedule: {until: \"2026-11-22T09:00:00Z\"}");
        Arbitrary<Integer> priorities = Arbitraries.integers().between(0, 2);
        return Combinators.combine(selectors, rest, priorities)
                .as("{%s, %s, priority: %d}"::formatted)
                .list()
                .ofMaxSize(5)
                .map(specs -> IntStream.range(0, specs.size())
                        .mapToObj(i -> Samples.target("shop", "t" + i, specs.get(i)))
                        .toList());
    }

    @Provide
    Arbitrary<List<PodFacts>> pods() {
        Arbitrary<Map<String, String>> labels = Arbitraries.of(Map.of(), Map.of("app", "a"), Map.of("app", "b"));
        Arbitrary<Map<String, String>> annotations =
                Arbitraries.of(Map.of(), Map.of(PodFacts.OPT_OUT_ANNOTATION, "false"));
        return Combinators.combine(Arbitraries.of("shop", "bank"), labels, annotations)
                .as((namespace, is, says) -> Samples.pod(namespace, "p", is, says))
                .list()
                .ofMaxSize(8)
                .map(MatchingPropertyTest::numbered);
    }

    private static List<PodFacts> numbered(List<PodFacts> pods) {
        return IntStream.range(0, pods.size())
                .mapToObj(i -> Samples.pod(
                        pods.get(i).namespace(),
                        "p" + i,
                        pods.get(i).labels(),
                        pods.get(i).annotations()))
                .toList();
    }

    @Property
    void theOrderInWhichTargetsAndPodsAreListedChangesNothing(
            @ForAll("targets") List<Target> targets, @ForAll("pods") List<PodFacts> pods, @ForAll Random random) {
        List<Target> otherTargets = new ArrayList<>(targets);
        List<PodFacts> otherPods = new ArrayList<>(pods);
        Collections.shuffle(otherTargets, random);
        Collections.shuffle(otherPods, random);
        assertEquals(decide(targets, pods), decide(otherTargets, otherPods));
    }

    @Property
    void whoeverHasAContainerMatchesItAndIsInForce(
            @ForAll("targets") List<Target> targets, @ForAll("pods") List<PodFacts> pods) {
        Map<String, PodFacts> byUid = pods.stream().collect(Collectors.toMap(PodFacts::uid, pod -> pod));
        decide(targets, pods).forEach((container, decision) -> {
            PodFacts pod = requireNonNull(byUid.get(container.podUid()));
            if (decision instanceof Decision.Selected(Target target, List<TargetId> others)) {
                assertTrue(!pod.optsOut() && target.isActive(NOW) && target.names(container.name()));
                assertTrue(target.matches(pod, Map.of()));
                assertTrue(!others.contains(target.id()));
            }
        });
    }

    @Property
    void anotherTargetNeverFreesAContainer(
            @ForAll("targets") List<Target> targets, @ForAll("pods") List<PodFacts> pods) {
        if (targets.isEmpty()) {
            return;
        }
        Map<Matching.Container, Decision> all = decide(targets, pods);
        decide(targets.subList(1, targets.size()), pods).forEach((container, decision) -> {
            if (decision instanceof Decision.Selected) {
                assertInstanceOf(Decision.Selected.class, all.get(container));
            }
        });
    }

    @Property
    void moreSamplingKeepsThePodsThatWereChosen(
            @ForAll @IntRange(min = 1, max = 99) int percent,
            @ForAll @IntRange(min = 1, max = 20) int perNode,
            @ForAll @IntRange(min = 0, max = 60) int pods) {
        List<String> uids = IntStream.range(0, pods).mapToObj(i -> "uid-" + i).toList();
        assertTrue(new PodSampling.Percent(percent + 1)
                .choose(uids)
                .containsAll(new PodSampling.Percent(percent).choose(uids)));
        Set<String> chosen = new PodSampling.PerNode(perNode).choose(uids);
        assertEquals(Math.min(perNode, pods), chosen.size());
        assertTrue(new PodSampling.PerNode(perNode + 1).choose(uids).containsAll(chosen));
        assertEquals(new HashSet<>(uids), PodSampling.ALL.choose(uids));
    }

    private static Map<Matching.Container, Decision> decide(List<Target> targets, List<PodFacts> pods) {
        return Matching.decide(targets, pods, Map.of(), NOW);
    }
}
