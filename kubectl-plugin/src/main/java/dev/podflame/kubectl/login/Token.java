package dev.podflame.kubectl.login;

import dev.podflame.kubectl.terminal.Failure;
import java.time.Instant;

/// A bearer token. Its text is a secret: it shows in no message.
///
/// @param expires when another one is needed; [Instant#MAX] if that isn't known
public record Token(String text, Instant expires) {
    public Token {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a token is printable text without spaces");
        }
    }

    /// The token in what a file or a program gave.
    static Token of(String text, Instant expires, String origin) throws Failure {
        try {
            return new Token(text.strip(), expires);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    dev.podflame.kubectl.terminal.ExitCode.ERROR, origin + " holds no token: " + e.getMessage(), "", e);
        }
    }

    @Override
    public String toString() {
        return "Token[expires=" + expires + "]";
    }
}
