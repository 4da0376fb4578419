package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;

/// How a run of `kubectl` ended.
///
/// @param arguments what was asked, for messages
public record KubectlAnswer(String arguments, int exit, String out, String err) {
    public boolean isGood() {
        return exit == 0;
    }

    public boolean isForbidden() {
        return err.contains("(Forbidden)");
    }

    public boolean isNotFound() {
        return err.contains("(NotFound)");
    }

    /// Its output, if it went well.
    public String orFail() throws Failure {
        if (isGood()) {
            return out;
        }
        throw failure();
    }

    /// What kubectl said, as this program says it.
    public Failure failure() {
        String said = err.strip().replaceFirst("^(error: |Error from server )", "");
        String problem = "kubectl " + arguments + ": " + (said.isEmpty() ? "exit code " + exit : said);
        if (isForbidden()) {
            return Failure.notPermitted(problem, "Ask for that right, or choose another --context.");
        }
        if (err.contains("Unauthorized") || err.contains("You must be logged in")) {
            return Failure.notPermitted(problem, "Log in to the cluster again.");
        }
        return new Failure(ExitCode.ERROR, problem, isNotFound() ? "" : "Does kubectl get pods work?");
    }
}
