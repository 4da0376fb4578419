package dev.podflame.crds.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule everyMorning = Schedule.Recurring.of("0 9 * * *", "UTC", "15m");

    @Test
    void aRecurringScheduleIsInForceFromEachOfItsTimesOn() {
        assertFalse(everyMorning.isActive(at("08:59:59Z")));
        assertTrue(everyMorning.isActive(at("09:00:00Z")));
        assertTrue(everyMorning.isActive(at("09:14:59Z")));
        assertFalse(everyMorning.isActive(at("09:15:00Z")));
    }

    @Test
    void aRecurringScheduleSaysWhenItNextChanges() {
        assertEquals(Optional.of(at("09:00:00Z")), everyMorning.nextChange(at("08:00:00Z")));
        assertEquals(Optional.of(at("09:15:00Z")), everyMorning.nextChange(at("09:00:00Z")));
        assertEquals(Optional.of(at("09:00:00Z").plus(Duration.ofDays(1))), everyMorning.nextChange(at("09:15:00Z")));
    }

    @Test
    void itsTimesAreThoseOfItsZone() {
        Schedule berlin = Schedule.Recurring.of("0 9 * * *", "Europe/Berlin", "15m");
        assertTrue(berlin.isActive(at("08:05:00Z")));
        assertFalse(berlin.isActive(at("09:05:00Z")));
    }

    @Test
    void aTargetWithAScheduleThatMakesNoSenseSaysWhatIsWrong() {
        assertProblem("{cron: \"0 25 * * *\", duration: 15m}", "schedule: ");
        assertProblem("{cron: \"0 9 * * *\", duration: 15m, timeZone: Mars/Base}", "timeZone Mars/Base is unknown");
        assertProblem("{cron: \"0 9 * * *\", duration: 0s}", "not above zero");
    }

    @Test
    void durationsAreReadAsGoReadsThem() {
        assertEquals(Duration.ofMinutes(90), GoDuration.parse("1h30m"));
        assertEquals(Duration.ofMillis(10), GoDuration.parse("10ms"));
        assertThrows(IllegalArgumentException.class, () -> GoDuration.parse("10"));
    }

    private static void assertProblem(String schedule, String expected) {
        TargetReading reading = TargetReading.read(
                Samples.resource("shop", "t", "{selector: {}, all: true, schedule: " + schedule + "}"));
        TargetReading.Bad bad = assertInstanceOf(TargetReading.Bad.class, reading);
        assertTrue(bad.problem().contains(expected), bad.problem());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-22T" + time);
    }
}
