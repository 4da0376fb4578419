package dev.podflame.collector.load;

import dev.podflame.collector.load.ProfileLoad.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Sends as many profiles as a collector takes. Bodies are made beforehand, so that making them costs nothing then.
public final class LoadGenerator {
    private static final int STACKS = 20_000;
    private static final int PROCESSES = 20;
    private static final int SAMPLES_PER_PROCESS = 200;
    private static final int BUCKET_SECONDS = 10;

    private final URI collector;
    private final List<byte[]> bodies = new ArrayList<>();
    private final int samplesPerBody;
    private final boolean gzip;

    /// @param collector its URL
    /// @param requests different requests to make; each has its own bucket of time
    /// @param gzip whether they are compressed
    public LoadGenerator(URI collector, int requests, boolean gzip) {
        this.collector = collector;
        this.gzip = gzip;
        this.samplesPerBody = PROCESSES * SAMPLES_PER_PROCESS;
        ProfileLoad load = new ProfileLoad(new StackPool(STACKS, new SplittableRandom(1)), "load", PROCESSES, 2);
        long now = Instant.now().getEpochSecond() / BUCKET_SECONDS * BUCKET_SECONDS;
        for (int i = 0; i < requests; i++) {
            Request request = load.request(now - (long) i * BUCKET_SECONDS, SAMPLES_PER_PROCESS);
            bodies.add(gzip ? request.gzip() : request.body());
        }
    }

    /// What was sent and taken.
    public record Result(long samples, long bytes, int retries, double seconds) {}

    /// Sends each request once, several at a time; those refused for now are sent again.
    public Result send(int threads) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger retries = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                senders.add(pool.submit(() -> {
                    for (int body = next.getAndIncrement(); body < bodies.size(); body = next.getAndIncrement()) {
                        retries.addAndGet(sendUntilTaken(http, bodies.get(body)));
                        bytes.addAndGet(bodies.get(body).length);
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        long nanos = System.nanoTime() - start;
        return new Result((long) bodies.size() * samplesPerBody, bytes.get(), retries.get(), nanos / 1e9);
    }

    private int sendUntilTaken(HttpClient http, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(collector.resolve("/v1development/profiles"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(body));
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        int refused = 0;
        while (true) {
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                return refused;
            }
            if (status != 429) {
                throw new IllegalStateException("the collector answered " + status);
            }
            refused++;
        }
    }
}
