package dev.podflame.e2e.cluster;

import dev.podflame.e2e.Waiting;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;

/// Waits for conditions of a cluster, where a question without an answer (a pod starts anew, a port isn't
/// open yet) means "not yet". The last such failure is in the message.
final class Eventually {
    private Eventually() {}

    static void until(Duration limit, String what, Waiting.Condition condition) throws Exception {
        String[] unanswered = {""};
        try {
            Waiting.until(limit, what, () -> {
                try {
                    unanswered[0] = "";
                    return condition.holds();
                } catch (IOException | KubernetesClientException e) {
                    unanswered[0] = e.toString();
                    return false;
                }
            });
        } catch (AssertionError e) {
            if (!unanswered[0].isEmpty()) {
                e.addSuppressed(new IOException("the last question had no answer: " + unanswered[0]));
            }
            throw e;
        }
    }
}
