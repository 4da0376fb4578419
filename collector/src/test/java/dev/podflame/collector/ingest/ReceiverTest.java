package dev.podflame.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.otlp.OtlpWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReceiverTest {
    private static final long NOW = 1_800_000_000L;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private Receiver receiver;
    private Spool spool;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        SpoolLimits limits = new SpoolLimits(2000, 1 << 20, 1000, Duration.ofHours(1), 1 << 20);
        spool = new Spool(folder, limits);
        receiver = new Receiver(
                spool, new BatchDecoder(), Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), registry);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void aGoodRequestIsAccepted() {
        assertEquals(new Outcome.Accepted(0, ""), receiver.receive(Signal.PROFILES, null, false, profile(NOW)));
    }

    @Test
    void aRepeatedBatchIsTold() {
        receiver.receive(Signal.PROFILES, "n/b/1", false, profile(NOW));
        assertEquals(new Outcome.Repeated(), receiver.receive(Signal.PROFILES, "n/b/1", false, profile(NOW)));
    }

    @Test
    void theSameNumberOfAnotherSignalIsNoRepetition() {
        receiver.receive(Signal.PROFILES, "n/b/1", false, profile(NOW));
        assertEquals(new Outcome.Accepted(0, ""), receiver.receive(Signal.METRICS, "n/b/1", false, new byte[0]));
    }

    @Test
    void whatIsTooOldIsCountedInThePartialSuccess() {
        Outcome outcome = receiver.receive(Signal.PROFILES, null, false, profile(1));
        assertEquals(new Outcome.Accepted(1, "not kept: 1 samples older than 48 hours"), outcome);
    }

    @Test
    void garbageIsMalformedWithItsOffset() {
        Outcome outcome = receiver.receive(Signal.PROFILES, null, false, new byte[] {0x12, 0x7f, 1});
        assertTrue(assertInstanceOf(Outcome.Malformed.class, outcome).reason().contains("at byte "));
    }

    @Test
    void aGzipBombIsTooLarge() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 65; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        assertInstanceOf(Outcome.TooLarge.class, receiver.receive(Signal.PROFILES, null, true, bytes.toByteArray()));
    }

    @Test
    void aFullSpoolIsOverloadedAndNamesATimeToComeAgain() {
        Outcome outcome = new Outcome.Accepted(0, "");
        for (int i = 0; i < 100 && outcome instanceof Outcome.Accepted; i++) {
            outcome = receiver.receive(Signal.PROFILES, null, false, profile(NOW));
        }
        assertTrue(assertInstanceOf(Outcome.Overloaded.class, outcome).retryAfterSeconds() > 0);
    }

    private static byte[] profile(long seconds) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        long nanos = seconds * 1_000_000_000L;
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(List.of(Frame.of("f", "app", FrameKind.GO))), nanos, 7)
                .build();
        return OtlpWriter.write(dictionary.profiles(List.of(new ResourceProfile(
                Map.of("service.name", "shop"), ProfileType.CPU, nanos, 10_000_000_000L, samples))));
    }
}
