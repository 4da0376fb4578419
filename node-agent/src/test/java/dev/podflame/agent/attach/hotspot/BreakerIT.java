package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakerIT {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final JvmDeath SIGSEGV = new JvmDeath(OptionalInt.of(11), OptionalInt.empty(), false, false);
    private static final JvmDeath SIGTERM = new JvmDeath(OptionalInt.of(15), OptionalInt.empty(), false, false);
    private static final JvmDeath EXIT = new JvmDeath(OptionalInt.empty(), OptionalInt.of(1), false, false);
    private static final JvmDeath OOM = new JvmDeath(OptionalInt.of(9), OptionalInt.empty(), true, false);
    private static final JvmDeath HS_ERR = new JvmDeath(OptionalInt.empty(), OptionalInt.empty(), false, true);

    @TempDir
    private Path folder;

    @Test
    void anImageWhoseJvmDiedSoonAfterIsLeftAloneForADay() {
        assertTrue(at(Duration.ofMinutes(9)).ended(jvm("a"), START, SIGSEGV));
        assertTrue(at(Duration.ofHours(23)).open("a").isPresent());
        assertFalse(at(Duration.ofHours(23)).open("b").isPresent(), "one image stops no other");
        assertFalse(at(Duration.ofHours(25)).open("a").isPresent());
    }

    @Test
    void aDeathLaterThanTenMinutesIsNoReason() {
        assertFalse(at(Duration.ofMinutes(11)).ended(jvm("a"), START, SIGSEGV));
        assertFalse(at(Duration.ofMinutes(12)).open("a").isPresent());
    }

    @Test
    void onlyACrashIsAReason() {
        Breaker breaker = at(Duration.ofMinutes(1));
        assertFalse(breaker.ended(jvm("a"), START, EXIT));
        assertFalse(breaker.ended(jvm("a"), START, SIGTERM));
        assertTrue(breaker.ended(jvm("b"), START, OOM));
        assertTrue(breaker.ended(jvm("c"), START, HS_ERR));
    }

    @Test
    void twoImagesStopAll() {
        at(Duration.ofMinutes(1)).ended(jvm("a"), START, SIGSEGV);
        at(Duration.ofMinutes(2)).ended(jvm("a"), START, SIGSEGV);
        assertFalse(at(Duration.ofMinutes(3)).open("c").isPresent(), "two deaths of one image are one image");
        at(Duration.ofMinutes(5)).ended(jvm("b 2"), START, OOM);
        Breaker.Open open = at(Duration.ofMinutes(6)).open("c").orElseThrow();
        assertTrue(open.message().contains("b 2"), open.message());
        assertEquals(START.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(2)), open.until());
    }

    @Test
    void byHandItCloses() throws IOException {
        Breaker breaker = at(Duration.ofMinutes(1));
        breaker.ended(jvm("a"), START, SIGSEGV);
        // As another process does.
        at(Duration.ofMinutes(1)).reset();
        assertFalse(breaker.open("a").isPresent());
    }

    private Breaker at(Duration since) {
        return new Breaker(folder, Clock.fixed(START.plus(since), ZoneOffset.UTC));
    }

    private static JvmProcess jvm(String image) {
        return new JvmProcess(new ProcessKey(1, 1), "", image);
    }
}
