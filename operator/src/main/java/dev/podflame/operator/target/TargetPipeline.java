package dev.podflame.operator.target;

import dev.podflame.crds.TargetSpec;
import dev.podflame.crds.TargetStatus;
import dev.podflame.crds.match.Target;
import dev.podflame.crds.match.TargetId;
import dev.podflame.crds.match.TargetReading;
import dev.podflame.operator.event.EventRecorder;
import dev.podflame.operator.status.Question;
import dev.podflame.operator.status.StatusChange;
import dev.podflame.operator.status.StatusComputation;
import dev.podflame.operator.status.TargetFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// What happens to a target of either kind, step by step. Safe to use from any thread.
public final class TargetPipeline {
    /// How often a target's numbers are looked at, and so how often its status is written at most.
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final TargetCensus census;
    private final Supplier<Optional<String>> daemonSetProblem;
    private final EventRecorder events;
    private final Clock clock;
    private final LongAdder reconciled = new LongAdder();
    private final LongAdder written = new LongAdder();

    /// @param daemonSetProblem why the agents' DaemonSet can't be as it should
    public TargetPipeline(
            TargetCensus census, Supplier<Optional<String>> daemonSetProblem, EventRecorder events, Clock clock) {
        this.census = census;
        this.daemonSetProblem = daemonSetProblem;
        this.events = events;
        this.clock = clock;
    }

    /// @param resource the target as it is
    /// @param reading what it says
    /// @param empty makes a resource of its kind that a patch can be written into
    <R extends CustomResource<? extends TargetSpec, TargetStatus>> UpdateControl<R> reconcile(
            R resource, TargetReading reading, Supplier<R> empty) {
        reconciled.increment();
        Instant now = clock.instant();
        long generation = Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
        TargetStatus before = Objects.requireNonNullElseGet(resource.getStatus(), TargetStatus::new);

        Optional<TargetStatus> status = status(reading, generation, before, now);
        if (status.isEmpty()) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(SOON);
        }
        events.record(resource, StatusChange.news(before, status.get()));
        UpdateControl<R> update = StatusChange.isWorthWriting(before, status.get())
                ? patch(resource, status.get(), empty.get())
                : UpdateControl.noUpdate();
        return update.rescheduleAfter(untilNextLook(reading, now));
    }

    /// Empty while the facts are older than this generation of the target.
    private Optional<TargetStatus> status(TargetReading reading, long generation, TargetStatus before, Instant now) {
        return switch (reading) {
            case TargetReading.Bad(TargetId id, String problem) ->
                Optional.of(StatusComputation.ofBad(problem, generation, before, now));
            case TargetReading.Good(Target target) -> {
                Optional<TargetFacts> facts = census.facts(target.id(), generation);
                yield facts.map(found -> StatusComputation.of(
                        new Question(target, generation, found, daemonSetProblem.get(), before, now)));
            }
        };
    }

    /// A patch by server-side apply holds what the operator owns, and nothing else.
    private <R extends CustomResource<? extends TargetSpec, TargetStatus>> UpdateControl<R> patch(
            R resource, TargetStatus status, R fresh) {
        written.increment();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        fresh.setSpec(null);
        fresh.setStatus(status);
        return UpdateControl.patchStatus(fresh);
    }

    private static Duration untilNextLook(TargetReading reading, Instant now) {
        Optional<Instant> change = switch (reading) {
            case TargetReading.Good(Target target) -> target.schedule().nextChange(now);
            case TargetReading.Bad(TargetId id, String problem) -> Optional.empty();
        };
        return change.map(time -> Duration.between(now, time).plusMillis(1))
                .filter(until -> until.compareTo(EVERY) < 0)
                .orElse(EVERY);
    }

    public long reconciled() {
        return reconciled.sum();
    }

    /// Statuses that were worth writing.
    public long written() {
        return written.sum();
    }
}
