package dev.podflame.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.ingest.Batch.UsageBatch;
import dev.podflame.collector.ingest.Batch.UsagePoint;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // closing the spool is part of what is tested
class SpoolTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final SpoolLimits AT_ONCE = new SpoolLimits(1 << 20, 1 << 16, 1000, Duration.ZERO, 1 << 20);
    private static final SpoolLimits NEVER = new SpoolLimits(1 << 20, 1 << 18, 1000, Duration.ofHours(1), 1 << 20);

    @TempDir
    Path folder;

    @Test
    void whatIsAppendedComesOutInOrder() throws Exception {
        try (Spool spool = new Spool(folder, NEVER)) {
            for (int i = 0; i < 10; i++) {
                assertInstanceOf(Appended.Stored.class, append(spool, "boot", i));
            }
            spool.close();
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, values(spool.take()));
        }
    }

    @Test
    void aSegmentReadAfterARestartHoldsTheSame() throws Exception {
        String id;
        try (Spool spool = new Spool(folder, NEVER)) {
            append(spool, "boot", 1);
            append(spool, "boot", 2);
            spool.close();
            id = spool.take().id();
        }
        try (Spool again = new Spool(folder, NEVER)) {
            Segment segment = again.take();
            assertEquals(id, segment.id());
            assertArrayEquals(new double[] {1, 2}, values(segment));
        }
    }

    @Test
    void whatDoesNotFitInMemoryIsReadFromDisk() throws Exception {
        SpoolLimits noMemory = new SpoolLimits(1 << 20, 1 << 18, 1000, Duration.ofHours(1), 0);
        try (Spool spool = new Spool(folder, noMemory)) {
            append(spool, "boot", 1);
            append(spool, "boot", 2);
            spool.close();
            assertArrayEquals(new double[] {1, 2}, values(spool.take()));
        }
    }

    @Test
    void aReleasedSegmentIsGone() throws Exception {
        try (Spool spool = new Spool(folder, AT_ONCE)) {
            append(spool, "boot", 1);
            spool.release(spool.take());
            assertEquals(0, spool.bytes());
            assertEquals(0, spool.backlog());
        }
        try (Spool again = new Spool(folder, AT_ONCE)) {
            assertEquals(Optional.empty(), again.poll(0, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void aRepeatedBatchIsToldEvenAfterItsSegmentIsGoneAndTheSpoolWasReopened() throws Exception {
        try (Spool spool = new Spool(folder, AT_ONCE)) {
            assertInstanceOf(Appended.Stored.class, append(spool, "boot", 5));
            assertInstanceOf(Appended.Repeated.class, append(spool, "boot", 5));
            assertInstanceOf(Appended.Repeated.class, append(spool, "boot", 4));
            assertInstanceOf(Appended.Stored.class, append(spool, "other", 5));
            Segment segment = spool.take();
            spool.release(segment);
        }
        try (Spool again = new Spool(folder, AT_ONCE)) {
            assertInstanceOf(Appended.Repeated.class, append(again, "boot", 5));
            assertInstanceOf(Appended.Stored.class, append(again, "boot", 6));
        }
    }

    @Test
    void aRepeatedBatchIsToldFromASegmentThatIsNotStoredYet() throws Exception {
        try (Spool spool = new Spool(folder, NEVER)) {
            append(spool, "boot", 5);
        }
        try (Spool again = new Spool(folder, NEVER)) {
            assertInstanceOf(Appended.Repeated.class, append(again, "boot", 5));
        }
    }

    @Test
    void aTornTailIsCutOffAndTheRestIsKept() throws Exception {
        try (Spool spool = new Spool(folder, NEVER)) {
            append(spool, "boot", 1);
            append(spool, "boot", 2);
        }
        Path file = segmentFile();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3);
        }
        try (Spool again = new Spool(folder, NEVER)) {
            assertArrayEquals(new double[] {1}, values(again.take()));
            assertInstanceOf(Appended.Repeated.class, append(again, "boot", 1));
            assertInstanceOf(Appended.Stored.class, append(again, "boot", 2));
        }
    }

    @Test
    void anEntryWithAWrongChecksumIsLeftOutAndThoseAroundItAreKept() throws Exception {
        try (Spool spool = new Spool(folder, NEVER)) {
            append(spool, "boot", 1);
            append(spool, "boot", 2);
            append(spool, "boot", 3);
        }
        Path file = segmentFile();
        byte[] bytes = Files.readAllBytes(file);
        int entry = (bytes.length - SegmentFile.HEADER_BYTES) / 3;
        bytes[SegmentFile.HEADER_BYTES + entry + entry / 2] ^= 1;
        Files.write(file, bytes);
        try (Spool again = new Spool(folder, NEVER)) {
            assertArrayEquals(new double[] {1, 3}, values(again.take()));
        }
    }

    @Test
    void aFullSpoolSaysSoAndTakesMoreWhenThereIsRoom() throws Exception {
        SpoolLimits small = new SpoolLimits(400, 1 << 18, 1000, Duration.ZERO, 1 << 20);
        try (Spool spool = new Spool(folder, small)) {
            int sequence = 1;
            while (append(spool, "boot", sequence) instanceof Appended.Stored) {
                sequence++;
            }
            assertInstanceOf(Appended.Full.class, append(spool, "boot", sequence));
            assertTrue(spool.bytes() <= 400);
            spool.release(spool.take());
            assertInstanceOf(Appended.Stored.class, append(spool, "boot", sequence));
        }
    }

    @Test
    void aDiskThatRefusesFailsTheRequestButNothingElseAndIsUsedAgainWhenItWorks() throws Exception {
        BrokenFolder broken = new BrokenFolder(folder);
        try (Spool spool = new Spool(broken, AT_ONCE)) {
            append(spool, "boot", 1);
            Segment stored = spool.take();
            broken.refuses = true;
            assertEquals(new Appended.Failed("No space left on device"), append(spool, "boot", 2));
            assertEquals(Optional.of("No space left on device"), spool.trouble());
            broken.refuses = false;
            assertInstanceOf(Appended.Stored.class, append(spool, "boot", 2));
            assertEquals(Optional.empty(), spool.trouble());
            assertArrayEquals(new double[] {1}, values(stored));
            spool.release(stored);
            assertArrayEquals(new double[] {2}, values(spool.take()));
        }
    }

    @Test
    void manyAtOnceAreAllStoredOnce() throws Exception {
        try (Spool spool = new Spool(folder, NEVER)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String boot = "boot" + i;
                threads.add(Thread.ofVirtual().start(() -> append(spool, boot, 1)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            spool.close();
            assertEquals(50, values(spool.take()).length);
        }
    }

    private static final class BrokenFolder extends SpoolFolder {
        private volatile boolean refuses;

        BrokenFolder(Path folder) {
            super(folder);
        }

        @Override
        NewSegment create() throws IOException {
            if (refuses) {
                throw new IOException("No space left on device");
            }
            return super.create();
        }
    }

    private Path segmentFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Appended append(Spool spool, String boot, long sequence) {
        byte[] body = metrics((double) sequence);
        SpoolEntry entry =
                new SpoolEntry(Signal.METRICS, Optional.of(new BatchId("node", boot, sequence)), NOW, false, body);
        try {
            return spool.append(entry, new BatchDecoder().decode(entry).batch()).join();
        } catch (MalformedBatchException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] metrics(double value) {
        NumberDataPoint point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(NOW * 1_000_000)
                .setAsDouble(value)
                .build();
        Metric metric = Metric.newBuilder()
                .setName("process.memory.usage")
                .setGauge(Gauge.newBuilder().addDataPoints(point))
                .build();
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
                .build()
                .toByteArray();
    }

    private static double[] values(Segment segment) throws IOException {
        List<UsagePoint> points = new ArrayList<>();
        segment.forEach(new BatchDecoder(), batch -> points.addAll(((UsageBatch) batch).points()));
        return points.stream().mapToDouble(UsagePoint::value).toArray();
    }
}
