package dev.podflame.operator.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.crds.ProfilingTarget;
import dev.podflame.operator.ChangingClock;
import dev.podflame.operator.MockApiServer;
import dev.podflame.operator.Samples;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRecorderIT {
    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();
    private final ChangingClock clock = new ChangingClock(Samples.NOW);
    private final EventRecorder recorder = new EventRecorder(client, "operator-1", clock);
    private final ProfilingTarget target = Samples.resource("checkout", "{selector: {}, all: true}");

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static Condition ready(String message) {
        return new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("Profiling")
                .withMessage(message)
                .build();
    }

    @Test
    void theSameEventIsCountedUpByAnyOperator() {
        recorder.record(target, List.of(ready("1 of 2 containers profiled")));
        clock.pass(Duration.ofMinutes(3));
        recorder.record(target, List.of(ready("2 of 2 containers profiled")));
        new EventRecorder(client, "operator-2", clock).record(target, List.of(ready("2 of 2 containers profiled")));

        List<Event> events = client.v1().events().inNamespace("shop").list().getItems();
        assertEquals(1, events.size());
        Event event = events.getFirst();
        assertEquals(3, event.getCount());
        assertEquals("Ready is True: 2 of 2 containers profiled", event.getMessage());
        assertEquals("2026-11-22T15:00:30Z", event.getFirstTimestamp());
        assertEquals("2026-11-22T15:03:30Z", event.getLastTimestamp());
        assertEquals("checkout", event.getInvolvedObject().getName());
        assertEquals("Normal", event.getType());
        assertEquals("Profiling", event.getReason());
        assertEquals(2, recorder.written());
    }
}
