package dev.podflame.kubectl.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LoginTest {
    private Instant now = Instant.parse("2026-11-22T15:00:00Z");
    private int read;
    private final Login login =
            new Login(() -> new Token("token-" + ++read, now.plus(Duration.ofMinutes(10))), () -> now);

    @Test
    void aTokenIsKeptUntilShortlyBeforeItExpires() throws Exception {
        assertEquals("token-1", login.token());
        now = now.plus(Duration.ofMinutes(9));
        assertEquals("token-1", login.token());
        now = now.plusSeconds(1);
        assertEquals("token-2", login.token());
    }

    @Test
    void aRefusedTokenIsReadAgainOnceHoweverManyWereRefused() throws Exception {
        String first = login.token();
        assertEquals("token-2", login.renew(first));
        assertEquals("token-2", login.renew(first), "another thread had the first one refused, too");
    }
}
