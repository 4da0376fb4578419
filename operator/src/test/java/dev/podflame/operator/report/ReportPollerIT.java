package dev.podflame.operator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.podflame.operator.ChangingClock;
import dev.podflame.operator.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The poller against a server that answers as the collector does.
class ReportPollerIT {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String ONE_AGENT = """
            {"agents": [{"node": "n1", "receivedAt": 1795359600000, "silent": false, "containers": []}]}""";

    @TempDir
    Path folder;

    private final ChangingClock clock = new ChangingClock(Samples.NOW);
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile String body = ONE_AGENT;
    private HttpServer server;
    private ReportPoller poller;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                byte[] zipped = zip(body);
                exchange.sendResponseHeaders(status, zipped.length);
                exchange.getResponseBody().write(zipped);
            }
        });
        server.start();
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        URI collector = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        poller = new ReportPoller(collector, Optional::empty, Optional.of(token), EVERY, clock, () -> {});
    }

    @AfterEach
    void stop() {
        poller.close();
        server.stop(0);
    }

    private static byte[] zip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private String reason() {
        return assertInstanceOf(AgentReading.Unreachable.class, poller.reading())
                .reason();
    }

    @Test
    void beforeTheFirstAnswerNothingIsKnown() {
        assertTrue(reason().endsWith("it hasn't been asked yet"), this::reason);
    }

    @Test
    void anAnswerIsFreshUntilThreePollsAreDue() throws InterruptedException {
        poller.poll();
        List<AgentReport> agents =
                assertInstanceOf(AgentReading.Fresh.class, poller.reading()).agents();
        assertEquals(List.of("n1"), agents.stream().map(AgentReport::node).toList());

        clock.pass(Duration.ofSeconds(29));
        assertInstanceOf(AgentReading.Fresh.class, poller.reading());
        clock.pass(Duration.ofSeconds(1));
        assertInstanceOf(AgentReading.Unreachable.class, poller.reading());
    }

    @Test
    void theTokenIsReadAnewForEachCall() throws Exception {
        poller.poll();
        Files.writeString(folder.resolve("token"), "two");
        poller.poll();

        assertEquals("/api/v1/agents?containers=true Bearer one", requests.take());
        assertEquals("/api/v1/agents?containers=true Bearer two", requests.take());
    }

    @Test
    void aRefusalIsTheReasonInTheCollectorsOwnWords() throws InterruptedException {
        status = 403;
        body = "{\"error\": \"podflame:podflame-operator may not get pods\"}";
        poller.poll();

        assertTrue(reason().contains("it answers 403"), this::reason);
        assertTrue(reason().contains("may not get pods"), this::reason);
        assertEquals(1, poller.failures());
    }

    @Test
    void anAnswerThatIsNoJsonIsAReasonToo() throws InterruptedException {
        body = "<html>";
        poller.poll();

        assertTrue(reason().contains("its answer can't be read"), this::reason);
    }

    @Test
    void nobodyThereIsAReasonAndAFailedPollKeepsTheLastAnswerFreshForAWhile() throws InterruptedException {
        poller.poll();
        server.stop(0);
        clock.pass(EVERY);
        poller.poll();
        assertInstanceOf(AgentReading.Fresh.class, poller.reading());

        clock.pass(EVERY.multipliedBy(2));
        assertTrue(reason().contains("nobody listens there"), this::reason);
    }

    @Test
    void aMissingTokenIsNamed() throws Exception {
        Files.delete(folder.resolve("token"));
        poller.poll();

        assertTrue(reason().contains("token can't be read"), this::reason);
    }
}
