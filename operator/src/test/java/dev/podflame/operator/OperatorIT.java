package dev.podflame.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.podflame.crds.ProfilingTarget;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole operator, wired as `main` wires it, on an in-memory API server and a collector's answer. What only a
/// real API server does (field ownership, validation, access) is tested there.
class OperatorIT {
    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: podflame-agent, labels: {app: podflame}}
            spec:
              selector: {matchLabels: {app: podflame}}
              template:
                metadata: {labels: {app: podflame}}
                spec: {containers: [{name: agent, image: "podflame/node-agent:test"}]}
            """;
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: checkout-1, namespace: shop, labels: {app: checkout}}
            spec: {nodeName: n1, containers: [{name: app, image: x}]}
            status:
              phase: Running
              containerStatuses: [{name: app, state: {running: {startedAt: "2026-11-22T15:00:00Z"}}}]
            """;

    @TempDir
    Path folder;

    private final MockApiServer server = new MockApiServer();
    private final KubernetesClient client = server.client();
    private volatile String reports = "{\"agents\": []}";
    private HttpServer collector;
    private String deploymentUid;
    private String podUid;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/api/v1/agents", exchange -> {
            try (exchange) {
                byte[] body = reports.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        collector.start();
        Files.writeString(folder.resolve("daemonset.yaml"), MANIFEST);
        deploymentUid = create(Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: podflame-operator, namespace: podflame}
                """, Deployment.class));
        podUid = create(Serialization.unmarshal(POD, Pod.class));
    }

    @AfterEach
    void stop() {
        collector.stop(0);
        client.close();
        server.close();
    }

    /// Returns the UID that the server gave it.
    private String create(HasMetadata resource) {
        return client.resource(resource).create().getMetadata().getUid();
    }

    private RunningOperator operator() throws IOException {
        OperatorOptions options = new OperatorOptions();
        options.daemonSetFile = folder.resolve("daemonset.yaml");
        options.collector =
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        options.listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return RunningOperator.start(options, server.client());
    }

    private @Nullable DaemonSet daemonSet() {
        return client.apps()
                .daemonSets()
                .inNamespace("podflame")
                .withName("podflame-agent")
                .get();
    }

    private Optional<Condition> condition(String type) {
        @Nullable
        ProfilingTarget target = client.resources(ProfilingTarget.class)
                .inNamespace("shop")
                .withName("checkout")
                .get();
        return target == null || target.getStatus() == null
                ? Optional.empty()
                : Objects.requireNonNull(target.getStatus().conditions).stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst();
    }

    private void eventually(String what, String type, String status, String reason) {
        try {
            Eventually.that(what, () -> is(type, status, reason));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but " + condition(type), e);
        }
    }

    private boolean is(String type, String status, String reason) {
        return condition(type)
                .filter(condition -> condition.getStatus().equals(status)
                        && condition.getReason().equals(reason))
                .isPresent();
    }

    private static HttpResponse<String> get(RunningOperator operator, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI url = URI.create("http://127.0.0.1:" + operator.port() + path);
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aTargetBringsAgentsAndAStatusAndTakesThemAwayAgain() throws Exception {
        ProfilingTarget target = Samples.resource("checkout", "{selector: {matchLabels: {app: checkout}}}");
        try (RunningOperator operator = operator()) {
            Eventually.that(
                    "certificates are made first, whatever else is there",
                    () -> client.secrets()
                                    .inNamespace("podflame")
                                    .withName("podflame-collector-tls")
                                    .get()
                            != null);
            create(target);
            Eventually.that("the DaemonSet is there", () -> daemonSet() != null);
            assertEquals(
                    deploymentUid,
                    Objects.requireNonNull(daemonSet())
                            .getMetadata()
                            .getOwnerReferences()
                            .getFirst()
                            .getUid());
            eventually("the status says who is missing", "AgentsAvailable", "False", "AgentsMissing");

            reports = """
                    {"agents": [{"node": "n1", "receivedAt": %d, "silent": false, "containers": [
                      {"podUid": "%s", "container": "app", "state": "profiled", "engine": "ebpf", "cpuPercent": 0.2,
                       "target": {"kind": "ProfilingTarget", "namespace": "shop", "name": "checkout"}}]}]}
                    """.formatted(System.currentTimeMillis(), podUid);
            eventually("the target is ready", "Ready", "True", "Profiling");
            List<Event> events = client.v1().events().inNamespace("shop").list().getItems();
            assertTrue(events.stream().anyMatch(event -> event.getReason().equals("Profiling")), events::toString);

            client.resource(Objects.requireNonNull(daemonSet())).delete();
            Eventually.that("a deleted DaemonSet comes back", () -> daemonSet() != null);

            assertEquals(200, get(operator, "/healthz").statusCode());
            String metrics = get(operator, "/metrics").body();
            assertTrue(metrics.contains("podflame_operator_leads 1.0"), metrics);
            assertTrue(metrics.contains("podflame_operator_certificate_end_seconds"), metrics);

            reports = "{\"agents\": []}";
            client.resource(target).delete();
            Eventually.that("the DaemonSet goes after the last target", () -> daemonSet() == null);
        }
    }

    @Test
    void aCronThatMakesNoSenseIsToldInTheStatus() throws Exception {
        create(Samples.resource("checkout", "{selector: {}, all: true, schedule: {cron: '61 * * * *', duration: 5m}}"));
        try (RunningOperator operator = operator()) {
            assertNotNull(operator);
            eventually("the status says so", "Ready", "False", "InvalidSpec");
            assertTrue(condition("Ready").orElseThrow().getMessage().startsWith("schedule: "));
            assertEquals(null, daemonSet());
        }
    }

    private int leaseSeconds() {
        return client.leases()
                .inNamespace("podflame")
                .withName("podflame-operator")
                .get()
                .getSpec()
                .getLeaseDurationSeconds();
    }

    @Test
    void aStandbyTakesOverWhenTheLeaderStopsAndStopsCleanlyItself() throws Exception {
        RunningOperator first = operator();
        Eventually.that("the first leads", first::isWorking);
        RunningOperator standby = operator();
        standby.close();
        assertEquals(0, standby.await());
        assertTrue(first.isWorking());

        try (RunningOperator second = operator()) {
            assertEquals(200, get(second, "/healthz").statusCode());
            assertTrue(get(second, "/metrics").body().contains("podflame_operator_leads 0.0"));
            assertEquals(15, leaseSeconds());
            first.close();
            assertEquals(0, first.await());
            assertEquals(1, leaseSeconds(), "what a leader that stops leaves to wait for");
            Eventually.that("the second leads", second::isWorking);
        }
    }
}
