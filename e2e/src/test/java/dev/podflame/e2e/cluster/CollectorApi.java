package dev.podflame.e2e.cluster;

import dev.podflame.e2e.FlameGraph;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The collector's API through a port-forward, over the release's own TLS.
final class CollectorApi implements AutoCloseable {
    private static final int PORT = 7070;

    private final KubernetesClient cluster;
    private final JsonMapper json = JsonMapper.builder().build();
    private @Nullable LocalPortForward forward;

    CollectorApi(KubernetesClient cluster) {
        this.cluster = cluster;
    }

    /// @param status of HTTP
    record Answer(int status, String body) {}

    /// Where a browser on this machine finds the page.
    URI page() {
        return URI.create("https://localhost:" + port());
    }

    /// A token of the account that may read everything.
    String viewerToken() {
        return token(Release.NAMESPACE, Release.NAME + "-viewer");
    }

    /// What the account that may read everything gets; fails unless it is 200.
    JsonNode get(String path) throws IOException, InterruptedException {
        Answer answer = get(path, viewerToken());
        if (answer.status() != 200) {
            throw new IOException("GET " + path + ": " + answer.status() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    /// What somebody with this token gets; without a token if it is empty.
    Answer get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(page().resolve("/api/v1/" + path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        // A client of its own each time: connections through the port-forward die with the pod.
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust())
                .build()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        }
    }

    FlameGraph ofPod(String namespace, String pod, String range) throws IOException, InterruptedException {
        return new FlameGraph(get("flamegraph.json?namespace=" + namespace + "&pod=" + pod + "&" + range));
    }

    /// What the agents' reports say of a pod's first container; empty if none knows it.
    String container(String pod, String field) throws IOException, InterruptedException {
        for (JsonNode agent : get("agents?containers=true").path("agents")) {
            for (JsonNode container : agent.path("containers")) {
                if (container.path("pod").asString("").equals(pod)) {
                    return container.path(field).asString("");
                }
            }
        }
        return "";
    }

    /// Services of the namespace with samples in the last hour.
    Set<String> services(String namespace) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode service : get("services").path("services")) {
            if (service.path("namespace").asString().equals(namespace)) {
                names.add(service.path("service").asString());
            }
        }
        return names;
    }

    /// A short-lived token of a service account, as `kubectl create token` makes it.
    String token(String namespace, String account) {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(3600L)
                .endSpec()
                .build();
        return cluster.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    private synchronized int port() {
        LocalPortForward open = forward;
        if (open == null || !open.isAlive()) {
            open = cluster.pods()
                    .inNamespace(Release.NAMESPACE)
                    .withName(Release.NAME + "-collector-0")
                    .portForward(PORT);
            forward = open;
        }
        return open.getLocalPort();
    }

    /// Trusts the release's own authority and no other.
    private SSLContext trust() throws IOException {
        String authority = cluster.secrets()
                .inNamespace(Release.NAMESPACE)
                .withName(Release.NAME + "-collector-tls")
                .require()
                .getData()
                .getOrDefault("ca.crt", "");
        try {
            Certificate certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(authority)));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("podflame", certificate);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the release's authority can't be read", e);
        }
    }

    @Override
    public void close() {
        LocalPortForward open = forward;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                System.out.println("the port-forward didn't close: " + e);
            }
        }
    }
}
