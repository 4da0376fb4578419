package dev.podflame.collector.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.tls.Authority;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Stands in for Kubernetes' API server: real HTTPS, TokenReview and SubjectAccessReview answered by a
/// table.
public final class StandInApiServer implements AutoCloseable {
    public static final String COLLECTOR = "podflame-collector";
    public static final String API_SERVER = "https://kubernetes.default.svc";
    public static final String AGENT_ACCOUNT = "podflame:podflame-agent";
    public static final String METRICS_ACCOUNT = "telemetry:otel-collector";

    private static final String OWN_TOKEN = "the-collectors-own-token";
    private static final String NODE = "authentication.kubernetes.io/node-name";

    private final HttpsServer server;
    private final Path folder;
    private final Map<String, Holder> holders = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile int failure;

    private record Holder(String user, String audience, String node) {}

    /// Starts one.
    ///
    /// @param folder for the files that a pod has of it
    public StandInApiServer(Authority authority, Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        Files.writeString(folder.resolve("ca.crt"), authority.pem());
        Files.writeString(folder.resolve("token"), OWN_TOKEN + "\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.issue().serving()));
        server.createContext("/apis/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// Knows a token from now on.
    ///
    /// @param audience who it is made for
    public StandInApiServer knows(String token, String user, String audience) {
        holders.put(token, new Holder(user, audience, ""));
        return this;
    }

    /// Knows a node agent's token.
    public StandInApiServer knowsAgent(String token, String node) {
        holders.put(token, new Holder("system:serviceaccount:" + AGENT_ACCOUNT, COLLECTOR, node));
        return this;
    }

    /// Knows the token of an account that may send metrics, of a pod on some node.
    public StandInApiServer knowsMetrics(String token) {
        holders.put(token, new Holder("system:serviceaccount:" + METRICS_ACCOUNT, COLLECTOR, "node1"));
        return this;
    }

    /// Lets a user get pods in these namespaces; an empty one means all.
    public StandInApiServer allows(String user, String... namespaces) {
        readers.put(user, Set.of(namespaces));
        return this;
    }

    /// Answers everything with this status from now on; 0 answers again.
    public void failWith(int status) {
        failure = status;
    }

    /// How often a kind of review was asked for.
    int asked(String resource) {
        return asked.computeIfAbsent(resource, _ -> new AtomicInteger()).get();
    }

    ApiServer.Place place() {
        return new ApiServer.Place(
                URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
                folder.resolve("ca.crt"),
                folder.resolve("token"));
    }

    /// The collector's options that lead here.
    public List<String> options() {
        ApiServer.Place place = place();
        return List.of(
                "--auth",
                "kubernetes",
                "--agent-account",
                AGENT_ACCOUNT,
                "--metrics-account",
                METRICS_ACCOUNT,
                "--kubernetes-url",
                place.url().toString(),
                "--kubernetes-ca",
                place.ca().toString(),
                "--kubernetes-token",
                place.token().toString());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean own =
                    ("Bearer " + OWN_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (failure != 0 || !own) {
                exchange.sendResponseHeaders(failure == 0 ? 401 : failure, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            asked.computeIfAbsent(path.substring(path.lastIndexOf('/') + 1), _ -> new AtomicInteger())
                    .incrementAndGet();
            Json spec = Json.of(body).at("spec");
            Map<String, Object> status = switch (path) {
                case "/apis/authentication.k8s.io/v1/tokenreviews" -> tokenStatus(spec);
                case "/apis/authorization.k8s.io/v1/subjectaccessreviews" -> accessStatus(spec);
                default -> throw new IOException("not asked for in the collector's ClusterRole: " + path);
            };
            byte[] json = JsonMapper.createDefault().writeValueAsBytes(JsonNode.from(Map.of("status", status)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private Map<String, Object> tokenStatus(Json spec) {
        Set<String> audiences = spec.has("audiences") ? texts(spec.at("audiences")) : Set.of(API_SERVER);
        Holder holder = holders.get(spec.at("token").text());
        if (holder == null || !audiences.contains(holder.audience)) {
            return Map.of("user", Map.of(), "error", "invalid bearer token");
        }
        Map<String, Object> extra = holder.node.isEmpty() ? Map.of() : Map.of(NODE, List.of(holder.node));
        return Map.of(
                "authenticated",
                true,
                "audiences",
                List.of(holder.audience),
                "user",
                Map.of("username", holder.user, "uid", "1", "groups", List.of("system:authenticated"), "extra", extra));
    }

    private Map<String, Object> accessStatus(Json spec) {
        Json resource = spec.at("resourceAttributes");
        String namespace = resource.has("namespace") ? resource.at("namespace").text() : "";
        boolean getsPods = resource.at("verb").text().equals("get")
                && resource.at("resource").text().equals("pods")
                && texts(spec.at("groups")).contains("system:authenticated");
        Set<String> allowed = readers.getOrDefault(spec.at("user").text(), Set.of());
        return Map.of("allowed", getsPods && (allowed.contains(namespace) || allowed.contains("")));
    }

    private static Set<String> texts(Json array) {
        return StreamSupport.stream(array.node().values().spliterator(), false)
                .map(JsonNode::getStringValue)
                .collect(Collectors.toSet());
    }
}
