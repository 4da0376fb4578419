package dev.podflame.kubectl.login;

import dev.podflame.kubectl.terminal.Failure;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The token in use, read again shortly before it expires or when it was refused. Thread-safe.
public final class Login {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final TokenSource source;
    private final InstantSource clock;
    private @Nullable Token current;

    public Login(TokenSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    public synchronized String token() throws Failure {
        Token token = current;
        if (token == null || clock.instant().plus(MARGIN).isAfter(token.expires())) {
            token = source.read();
            current = token;
        }
        return token.text();
    }

    /// Another token in place of one that was refused.
    public synchronized String renew(String refused) throws Failure {
        if (current != null && current.text().equals(refused)) {
            current = null;
        }
        return token();
    }
}
