package dev.podflame.agent.send;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.Await;
import dev.podflame.agent.batch.EncodedBatch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sending over TLS, with a certificate authority and a token in files.
@Timeout(90)
class GuardedCollectorIT {
    private static final BatchSender.Waits QUICK =
            new BatchSender.Waits(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(10), true);

    @TempDir
    static Path authorities = Path.of("");

    /// Making one takes seconds, so the tests share two.
    private static final Map<String, TestCa> AUTHORITIES = new HashMap<>();

    @TempDir
    Path folder;

    private Spool spool;
    private Path token;
    private Path trusted;

    @BeforeAll
    static void makeAuthorities() throws IOException, InterruptedException {
        AUTHORITIES.put("right", new TestCa(authorities, "right"));
        AUTHORITIES.put("wrong", new TestCa(authorities, "wrong"));
    }

    private static TestCa authority(String name) {
        return requireNonNull(AUTHORITIES.get(name));
    }

    @BeforeEach
    void prepare() throws Exception {
        spool = Spool.open(folder.resolve("spool"), "n", "b", new Spool.Limits(1 << 20, Duration.ofDays(1)));
        token = Files.writeString(folder.resolve("token"), "first\n");
        trusted = Files.copy(authority("right").certificate(), folder.resolve("ca.crt"));
        append();
    }

    private void append() throws IOException {
        spool.append(new EncodedBatch(EncodedBatch.Encoding.OTLP_PROFILES, "batch".getBytes(StandardCharsets.UTF_8)));
    }

    private CollectorClient client(URI url) {
        return new CollectorClient(new CollectorAddress(url, Optional.of(trusted), Optional.of(token)));
    }

    @Test
    void aBatchArrivesWithTheTokenOfTheFile() throws Exception {
        try (GuardedCollector collector =
                        new GuardedCollector(authority("right").server(), "first");
                CollectorClient client = client(collector.url());
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            until(() -> spool.size() == 0);
            assertEquals(List.of("n/b/1"), collector.taken());
            assertEquals(Optional.empty(), sender.trouble());
            assertEquals(Optional.empty(), client.post("/agent/v1/report", new byte[] {'{', '}'}));
        }
    }

    @Test
    void aTokenThatExpiresIsTroubleUntilTheFileHasTheNewOne() throws Exception {
        try (GuardedCollector collector =
                        new GuardedCollector(authority("right").server(), "second");
                CollectorClient client = client(collector.url());
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            until(() -> sender.counts().failures() > 1);
            String trouble = sender.trouble().orElse("");
            assertEquals(
                    "the collector answers 401; the token in " + token
                            + " isn't accepted: it must be new, and made for the collector",
                    trouble);
            assertEquals(1, spool.size());
            Files.writeString(token, "second\n");
            until(() -> spool.size() == 0);
            assertEquals(List.of("n/b/1"), collector.taken());
            assertEquals(0, sender.counts().refused());
            assertEquals(Optional.empty(), sender.trouble());
        }
    }

    @Test
    void aCollectorOfAnotherAuthorityIsNotTrustedUntilTheFileSaysSo() throws Exception {
        TestCa wrong = authority("wrong");
        try (GuardedCollector collector = new GuardedCollector(wrong.server(), "first");
                CollectorClient client = client(collector.url());
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            until(() -> sender.counts().failures() > 1);
            String trouble = sender.trouble().orElse("");
            assertTrue(trouble.contains("its certificate isn't trusted"), trouble);
            assertTrue(trouble.contains("--collector-ca"), trouble);
            assertEquals(List.of(), collector.taken());
            Files.copy(wrong.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
            until(() -> spool.size() == 0);
            assertEquals(List.of("n/b/1"), collector.taken());
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() throws Exception {
        try (GuardedCollector collector =
                        new GuardedCollector(authority("right").server(), "first");
                CollectorClient client =
                        client(URI.create(collector.url().toString().replace("localhost", "127.0.0.1")));
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            until(() -> sender.counts().failures() > 0);
            assertTrue(
                    sender.trouble().orElse("").contains("isn't trusted"),
                    sender.trouble().toString());
            assertEquals(List.of(), collector.taken());
            spool.remove(spool.awaitOldest());
        }
    }

    @Test
    void atTheEndABatchIsTriedAgainForAsLongAsThereIsTime() throws Exception {
        BatchSender.Waits slow =
                new BatchSender.Waits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(20), true);
        try (GuardedCollector collector =
                        new GuardedCollector(authority("right").server(), "second");
                CollectorClient client = client(collector.url())) {
            BatchSender sender = BatchSender.start("test", spool, client, slow);
            until(() -> sender.counts().failures() == 1);
            Files.writeString(token, "second\n");
            long begin = System.nanoTime();
            sender.close();
            assertEquals(0, spool.size());
            assertTrue(System.nanoTime() - begin < Duration.ofSeconds(15).toNanos());
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        Await.until("what was waited for", Duration.ofSeconds(20), condition);
    }
}
