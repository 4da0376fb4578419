package dev.podflame.bench.part;

import dev.podflame.bench.synthetic.EncodedBatches;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Sends the batches of one node as its agent would: in order, one at a time, again after 429 and 503. Runs on a thread
/// of its own; its result is how often the collector asked it to wait.
final class NodeSender implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final URI collector;
    private final int node;
    private final EncodedBatches batches;

    NodeSender(HttpClient http, URI collector, int node, EncodedBatches batches) {
        this.http = http;
        this.collector = collector;
        this.node = node;
        this.batches = batches;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int waits = 0;
        for (int batch = 0; batch < batches.size(); batch++) {
            HttpRequest request = request(batch);
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            while (answer.statusCode() == TOO_MANY || answer.statusCode() == UNAVAILABLE) {
                waits++;
                Thread.sleep(Duration.ofSeconds(
                        answer.headers().firstValueAsLong("Retry-After").orElse(1)));
                answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            }
            if (answer.statusCode() != OK) {
                throw new IOException("the collector refused a batch with " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
        return waits;
    }

    private HttpRequest request(int batch) throws IOException {
        return HttpRequest.newBuilder(collector.resolve("/v1development/profiles"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "gzip")
                .header("Podflame-Batch", SyntheticProfiles.nodeName(node) + "/bench/" + (batch + 1))
                .POST(HttpRequest.BodyPublishers.ofByteArray(batches.body(batch)))
                .build();
    }
}
