package dev.podflame.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.podflame.agent.Await;
import dev.podflame.agent.attach.EngineState;
import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.send.CollectorAddress;
import dev.podflame.agent.send.CollectorClient;
import dev.podflame.agent.target.kubernetes.KnownTarget;
import dev.podflame.agent.target.kubernetes.NodeContainers;
import dev.podflame.agent.target.kubernetes.NodeIdentity;
import dev.podflame.crds.match.TargetId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ReportSenderIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile boolean active = true;
    private HttpServer server;
    private CollectorClient client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/agent/v1/report", exchange -> {
            assertEquals("application/json", exchange.getRequestHeaders().getFirst("Content-Type"));
            taken.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        client = new CollectorClient(CollectorAddress.open(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    private ReportSender start() {
        ReportBuilder.Sources sources = new ReportBuilder.Sources(
                () -> new NodeContainers(
                        true,
                        List.of(),
                        Map.of(),
                        List.of(new KnownTarget(new TargetId("ProfilingTarget", "shop", "t"), active, "")),
                        Optional.empty()),
                EngineState.Starting::new,
                Map::of,
                new Nobody(),
                new SampleCounts(),
                new ContainerSamples());
        return ReportSender.start(new ReportBuilder(new NodeIdentity("n", ""), "v", "b", sources), client);
    }

    private static final class Nobody implements ProcessTable {
        @Override
        public Optional<SelectedProcess> find(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean isUndecided(long pid) {
            return false;
        }

        @Override
        public List<SelectedProcess> selected() {
            return List.of();
        }
    }

    private void awaitReports(int count, Duration within) throws Exception {
        Await.until("report " + count, within, () -> taken.size() >= count);
    }

    @Test
    void aChangeIsReportedAtOnceAndNoChangeAfterTenSeconds() throws Exception {
        try (ReportSender sender = start()) {
            awaitReports(1, Duration.ofSeconds(5));
            long begin = System.nanoTime();
            active = false;
            awaitReports(2, Duration.ofSeconds(5));
            assertTrue(!taken.get(1).path("targets").get(0).path("active").asBoolean(true));
            awaitReports(3, Duration.ofSeconds(20));
            Duration untilNext = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(untilNext.compareTo(Duration.ofSeconds(9)) > 0, untilNext::toString);
            assertEquals(Optional.empty(), sender.trouble());
        }
    }

    @Test
    void aCollectorThatDoesNotTakeItIsTroubleAndGetsTheNextOne() throws Exception {
        status = 503;
        try (ReportSender sender = start()) {
            Await.until("trouble", Duration.ofSeconds(5), () -> sender.trouble().isPresent());
            assertTrue(sender.trouble().orElse("").contains("503"));
            status = 204;
            awaitReports(2, Duration.ofSeconds(20));
            Await.until(
                    "no trouble", Duration.ofSeconds(5), () -> sender.trouble().isEmpty());
        }
    }
}
