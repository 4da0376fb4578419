package dev.podflame.kubectl.collector;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.PlainText;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer that isn't the one asked for: `{"error": …, "cure": …}`, or what a proxy on the way made of it.
final class Refusal {
    static final int LONGEST = 8192;

    private Refusal() {}

    static Failure of(int status, byte[] body) {
        String error = "";
        String cure = "";
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            error = json.path("error").asString("");
            cure = json.path("cure").asString("");
        } catch (JacksonException e) {
            error = firstLine(body);
        }
        String problem = "the collector answered " + status + (error.isEmpty() ? "" : ": " + PlainText.of(error));
        return switch (status) {
            case 401 ->
                Failure.notPermitted(
                        problem,
                        PlainText.of(cure.isEmpty() ? "Log in to the cluster again." : cure)
                                + " If the cluster doesn't know your token, name a service account:"
                                + " --service-account=NAMESPACE/NAME.");
            case 403 -> Failure.notPermitted(problem, PlainText.of(cure));
            default -> new Failure(ExitCode.ERROR, problem, PlainText.of(cure));
        };
    }

    private static String firstLine(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
}
