package dev.podflame.operator.event;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what happened to targets, for `kubectl describe`. An Event that is there already is counted up. Needs to
/// create and patch Events, not to read them. An Event that can't be written is logged and forgotten.
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final String COMPONENT = "podflame-operator";

    /// Owns count and beginning, which another write must not take away.
    private static final String COUNTER = COMPONENT + "-count";

    private final KubernetesClient client;
    private final String instance;
    private final Clock clock;
    private final LongAdder written = new LongAdder();

    /// @param instance name of this operator's pod
    public EventRecorder(KubernetesClient client, String instance, Clock clock) {
        this.client = client;
        this.instance = instance;
        this.clock = clock;
    }

    public void record(HasMetadata target, List<Condition> changed) {
        for (Condition condition : changed) {
            ConditionEvent event = new ConditionEvent(target, condition);
            try {
                write(event);
                written.increment();
            } catch (KubernetesClientException e) {
                LOG.warn("The event \"{}\" couldn't be written", event.message(), e);
            }
        }
    }

    /// The answer to the first apply tells the count so far; only the leader writes, so nobody comes between.
    private void write(ConditionEvent event) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Event present = apply(
                named(event)
                        .withInvolvedObject(event.about())
                        .withType(event.type())
                        .withReason(event.condition().getReason())
                        .withMessage(event.message())
                        .withLastTimestamp(now)
                        .withNewSource()
                        .withComponent(COMPONENT)
                        .endSource()
                        .withReportingComponent(COMPONENT)
                        .withReportingInstance(instance)
                        .build(),
                COMPONENT);
        apply(
                named(event)
                        .withCount(Objects.requireNonNullElse(present.getCount(), 0) + 1)
                        .withFirstTimestamp(Objects.requireNonNullElse(present.getFirstTimestamp(), now))
                        .build(),
                COUNTER);
    }

    private static EventBuilder named(ConditionEvent event) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(event.name())
                .withNamespace(event.namespace())
                .endMetadata();
    }

    private Event apply(Event event, String manager) {
        return client.resource(event).fieldManager(manager).forceConflicts().serverSideApply();
    }

    /// Events written or counted up.
    public long written() {
        return written.sum();
    }
}
