package dev.podflame.kubectl.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Progress;
import dev.podflame.kubectl.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The wait of `record`, with a clock that goes as fast as it is asked to.
final class RecordingTest {
    private static final Query POD = Query.NONE.with("pod", "web-0");

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private long seconds;

    private final Pace pace = new Pace(
            () -> seconds * 1_000_000_000,
            pause -> seconds += pause.toSeconds(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));

    @Test
    void theStretchIsWholeBucketsFromTheNextOneOnByTheCollectorsClock() throws Exception {
        Recording recording = Recording.begin(query -> timeline("null"), POD, Duration.ofSeconds(25), pace);
        assertEquals(POD.with("from", 1_000_010_000L).with("to", 1_000_040_000L), recording.query());
    }

    @Test
    void itEndsAsSoonAsTheLastBucketsSamplesAreThereAndStay() throws Exception {
        await(Duration.ofSeconds(30), elapsed -> elapsed < 40 ? "5, 5, null" : elapsed < 46 ? "5, 5, 3" : "5, 5, 6");
        assertEquals(56, seconds, "one rhythm of the agents after the last change");
    }

    @Test
    void samplesThatDoNotComeAreWaitedForAsLongAsTheyMayTakeAndNoLonger() throws Exception {
        await(Duration.ofSeconds(30), elapsed -> "5, null, null");
        assertEquals(70, seconds);
    }

    @Test
    void aCollectorThatIsAwayForAWhileDoesNotEndIt() throws Exception {
        await(Duration.ofSeconds(30), elapsed -> {
            if (elapsed > 10 && elapsed < 42) {
                return "away";
            }
            return "5, 5, 5";
        });
        assertEquals(52, seconds, "one rhythm of the agents after it is back");
    }

    @Test
    void aRefusalEndsItAtOnce() {
        assertThrows(Failure.class, () -> await(Duration.ofSeconds(30), elapsed -> elapsed == 0 ? "1" : "refused"));
        assertEquals(20, seconds);
    }

    @Test
    void progressSaysHowLongItTakesAndWhatHasCome() throws Exception {
        await(Duration.ofSeconds(30), elapsed -> "500000000, 500000000, 250000000");
        String text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("recording, 40s to go, no samples yet"), text);
        assertTrue(text.contains("recording, 18s to go, 1.25s sampled"), text);
    }

    private void await(Duration length, LongFunction<String> valuesAfterSeconds) throws Failure {
        Terminal terminal = new Terminal(System.out, new PrintStream(shown, true, StandardCharsets.UTF_8), true, false);
        Recording recording = Recording.begin(query -> answer(valuesAfterSeconds.apply(seconds)), POD, length, pace);
        recording.await(new Progress(terminal));
    }

    private static JsonNode answer(String values) throws Failure {
        return switch (values) {
            case "away" -> throw Failure.error("away", "");
            case "refused" -> throw Failure.notPermitted("refused", "");
            default -> timeline(values);
        };
    }

    private static JsonNode timeline(String values) {
        return JsonMapper.shared()
                .readTree("{\"from\": 999940000, \"to\": 1000000000, \"unit\": \"nanoseconds\","
                        + " \"stepSeconds\": 10, \"start\": 1000010000, \"values\": [" + values + "]}");
    }
}
