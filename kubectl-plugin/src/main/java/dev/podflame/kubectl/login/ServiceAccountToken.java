package dev.podflame.kubectl.login;

import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.cluster.KubectlAnswer;
import dev.podflame.kubectl.terminal.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A token for a service account, made by `kubectl create token` for the collector only: nobody else accepts it.
///
/// @param reason why this account stands in for the user; may be empty
public record ServiceAccountToken(Kubectl kubectl, String namespace, String account, String reason, InstantSource clock)
        implements TokenSource {
    static final String AUDIENCE = "podflame-collector";
    private static final Duration LIFETIME = Duration.ofHours(1);
    /// The API server may make it shorter than asked for; then the collector's 401 has it renewed.
    private static final Duration TRUSTED = Duration.ofMinutes(50);

    @Override
    public Token read() throws Failure {
        Instant expires = clock.instant().plus(TRUSTED);
        KubectlAnswer answer = kubectl.run(
                "create",
                "token",
                account,
                "--namespace=" + namespace,
                "--audience=" + AUDIENCE,
                "--duration=" + LIFETIME.toHours() + "h",
                "--request-timeout=20s");
        if (answer.isGood()) {
            return Token.of(answer.out(), expires, "kubectl create token");
        }
        Failure failure = answer.failure();
        throw new Failure(
                failure.exitCode(),
                (reason.isEmpty() ? "" : reason + ", and ") + failure.problem(),
                "Give a token with --token-file, or name a service account that you may create tokens for with"
                        + " --service-account=NAMESPACE/NAME.",
                failure);
    }
}
