package dev.podflame.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.session.Throttle.Advice;
import dev.podflame.agent.target.Budget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Budget BUDGET = new Budget(1, 64 << 20);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private final Throttle throttle = new Throttle();

    private Advice judge(double percent, long nowNanos) {
        return throttle.judge(new Cost(percent, 20 << 20), BUDGET, nowNanos);
    }

    @Test
    void withinTheBudgetNothingChanges() {
        assertEquals(Advice.STAY, judge(0.99, 0));
        assertEquals(1, throttle.factor());
    }

    @Test
    void overTheBudgetItLooksMoreSeldomAtOnceAndAsFarAsItTakes() {
        assertEquals(Advice.CHANGE, judge(1.5, 0));
        assertEquals(2, throttle.factor());
        assertEquals(Advice.CHANGE, judge(3.9, MINUTE));
        assertEquals(8, throttle.factor());
    }

    @Test
    void belowItItLooksCloserAgainSlowly() {
        judge(5, 0);
        assertEquals(8, throttle.factor());
        assertEquals(Advice.STAY, judge(0.2, MINUTE));
        assertEquals(Advice.STAY, judge(0.2, 5 * MINUTE));
        assertEquals(Advice.CHANGE, judge(0.2, 6 * MINUTE));
        assertEquals(4, throttle.factor());
        assertEquals(Advice.STAY, judge(0.2, 7 * MINUTE), "another five minutes");
    }

    @Test
    void whatWouldBeTooMuchWhenLookedAtTwiceAsOftenStays() {
        judge(2, 0);
        for (int minute = 1; minute < 60; minute++) {
            assertEquals(Advice.STAY, judge(0.6, minute * MINUTE));
        }
    }

    @Test
    void belowTheFloorItGivesUp() {
        assertEquals(Advice.CHANGE, judge(100, 0));
        assertEquals(Throttle.MOST, throttle.factor());
        assertEquals(Advice.GIVE_UP, judge(1.1, MINUTE));
    }

    @Test
    void memoryOverTheBudgetTwiceInARowCannotBeThrottled() {
        Cost tooMuch = new Cost(0.1, 65 << 20);
        assertEquals(Advice.BEGIN_ANEW, throttle.judge(tooMuch, BUDGET, 0));
        assertEquals(Advice.STAY, judge(0.1, MINUTE));
        assertEquals(Advice.BEGIN_ANEW, throttle.judge(tooMuch, BUDGET, 2 * MINUTE));
        assertEquals(Advice.GIVE_UP, throttle.judge(tooMuch, BUDGET, 3 * MINUTE));
        assertEquals(1, throttle.factor());
    }

    @Test
    void allRatesGoDownTogether() {
        judge(1.5, 0);
        Rates asked = new Rates(50, 100, 1000, 10, 2000, true, false);
        assertEquals(new Rates(100, 200, 2000, 20, 4000, true, false), throttle.apply(asked));
    }
}
