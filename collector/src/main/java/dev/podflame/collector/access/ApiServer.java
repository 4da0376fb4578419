package dev.podflame.collector.access;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kubernetes' API server, over HTTPS, with the collector's own service account. Thread-safe; calls block.
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_CALLS = 16;
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Place place;
    private final TrustingClient client;
    // A storm of wrong tokens must not become one of calls.
    private final Semaphore calls = new Semaphore(MOST_CALLS, true);

    /// Where it is and how to speak to it.
    ///
    /// @param ca PEM file of the authority that signed its certificate
    /// @param token file with the collector's own token; read for each call, because it is renewed every
    /// hour
    public record Place(URI url, Path ca, Path token) {}

    public ApiServer(Place place) {
        this.place = place;
        this.client = new TrustingClient(place.ca());
    }

    /// Creates a review and gives its `status`.
    JsonNode create(String apiVersion, String kind, String resource, Map<String, JsonNode> spec)
            throws AccessException {
        Map<String, JsonNode> review = new LinkedHashMap<>();
        review.put("apiVersion", JsonNode.createStringNode(apiVersion));
        review.put("kind", JsonNode.createStringNode(kind));
        review.put("spec", JsonNode.createObjectNode(spec));
        boolean begun = false;
        try {
            begun = calls.tryAcquire(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (!begun) {
                throw unreachable("too many requests wait for it");
            }
            HttpResponse<byte[]> answer =
                    client.current().send(request(apiVersion, resource, review), BodyHandlers.ofByteArray());
            return status(resource, answer);
        } catch (IOException e) {
            String message = e.getMessage();
            throw unreachable(e.getClass().getSimpleName() + (message == null ? "" : ": " + message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("the collector is stopping");
        } finally {
            if (begun) {
                calls.release();
            }
        }
    }

    private HttpRequest request(String apiVersion, String resource, Map<String, JsonNode> review) throws IOException {
        String token = Files.readString(place.token(), StandardCharsets.UTF_8).strip();
        return HttpRequest.newBuilder(place.url().resolve("/apis/" + apiVersion + "/" + resource))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(ForeignJson.write(JsonNode.createObjectNode(review))))
                .build();
    }

    private JsonNode status(String resource, HttpResponse<byte[]> answer) throws AccessException, IOException {
        int code = answer.statusCode();
        if (code == 401 || code == 403) {
            LOG.warn("the API server refuses the collector's {} ({})", resource, code);
            throw AccessException.unavailable(
                    "Kubernetes' API server refuses the collector's question (" + code + ").",
                    "The collector's service account must be allowed to create " + resource + ".");
        }
        if (code / 100 != 2 || answer.body().length > LARGEST_ANSWER) {
            throw unreachable("it answered " + code + " with " + answer.body().length + " bytes");
        }
        JsonNode status = ForeignJson.read(answer.body()).get("status");
        if (status == null || !status.isObject()) {
            throw unreachable("its answer has no status");
        }
        return status;
    }

    private static AccessException unreachable(String reason) {
        LOG.warn("asking the API server: {}", reason);
        return AccessException.unavailable(
                "Kubernetes' API server can't be asked who you are: " + reason + ".", "Try again in some seconds.");
    }

    @Override
    public void close() {
        client.close();
    }
}
