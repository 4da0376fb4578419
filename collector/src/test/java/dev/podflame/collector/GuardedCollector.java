package dev.podflame.collector;

import dev.podflame.collector.access.StandInApiServer;
import dev.podflame.collector.query.StoredSamples;
import dev.podflame.collector.tls.Authority;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A collector as it runs in Kubernetes: HTTPS, and tokens that an API server checks. Each of three
/// namespaces has a service `app` with a pod, and functions and labels whose names begin with `secret-`
/// and the namespace.
public final class GuardedCollector implements AutoCloseable {
    public static final String SHOP = "shop";
    public static final String BANK = "bank";
    public static final String HOST = "host";

    /// Reads everything.
    public static final String ROOT = "root.token";
    /// Reads the namespace `shop` only.
    public static final String SHOPPER = "shopper.token";
    /// Knows who they are, and may read nothing.
    public static final String NOBODY = "nobody.token";
    /// The agents of two nodes.
    public static final String AGENT1 = "agent.one";

    public static final String AGENT2 = "agent.two";
    /// May send metrics.
    public static final String METRICS = "metrics.token";

    private final Path folder = Files.createTempDirectory("podflame-guarded-");
    private final Authority authority = new Authority();
    private final StandInApiServer apiServer;
    private final StoredSamples store;
    private final HttpClient http;

    public GuardedCollector() throws Exception {
        Path tls = Files.createDirectory(folder.resolve("tls"));
        authority.issue().write(tls);
        apiServer = new StandInApiServer(authority, folder)
                .knows(ROOT, "root", StandInApiServer.COLLECTOR)
                .knows(SHOPPER, "shopper", StandInApiServer.API_SERVER)
                .knows(NOBODY, "nobody", StandInApiServer.API_SERVER)
                .knowsAgent(AGENT1, "node1")
                .knowsAgent(AGENT2, "node2")
                .knowsMetrics(METRICS)
                .allows("root", "")
                .allows("shopper", SHOP);
        List<String> options = new ArrayList<>(apiServer.options());
        options.addAll(List.of(
                "--tls-cert",
                tls.resolve("tls.crt").toString(),
                "--tls-key",
                tls.resolve("tls.key").toString()));
        store = new StoredSamples(options.toArray(String[]::new));
        http = HttpClient.newBuilder()
                .sslContext(authority.trusting())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        for (String namespace : List.of(SHOP, BANK, HOST)) {
            fill(namespace);
        }
        store.flush();
        store.functionSums();
    }

    public StandInApiServer apiServer() {
        return apiServer;
    }

    Authority authority() {
        return authority;
    }

    /// Where `tls.crt` and `tls.key` are.
    Path certificate() {
        return folder.resolve("tls");
    }

    String log() throws IOException {
        return store.log();
    }

    public URI url() {
        return store.url();
    }

    /// Sends a request.
    ///
    /// @param token empty for none
    /// @param headers names and values
    public HttpResponse<String> send(String method, String path, String token, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(store.url() + path)).method(method, BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    public HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token, new byte[0]);
    }

    private void fill(String namespace) throws Exception {
        long service = ContentIds.service(namespace, "app");
        long now = Instant.now().getEpochSecond() / 10 * 10;
        long series = store.series(
                namespace,
                "app",
                Map.of("k8s.pod.name", "app-1", "k8s.pod.label.note", "secret-" + namespace + "-label"),
                now - 300,
                now);
        long[] stacks = store.stacks(
                service, List.of(List.of(Frame.of("secret-" + namespace + "-function", "app", FrameKind.PYTHON))));
        store.sample(service, ProfileType.CPU, series, now - 100, stacks[0], 1_000_000_000L);
    }

    @Override
    public void close() throws IOException {
        http.close();
        store.close();
        apiServer.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
