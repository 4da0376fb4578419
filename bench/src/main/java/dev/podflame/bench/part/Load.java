package dev.podflame.bench.part;

import dev.podflame.bench.synthetic.EncodedBatches;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;

/// All requests of all nodes, encoded; each node has a sender of its own.
final class Load implements AutoCloseable {
    private final List<EncodedBatches> nodes;

    private Load(List<EncodedBatches> nodes) {
        this.nodes = nodes;
    }

    /// Encodes everything, on all cores.
    static Load encode(SyntheticProfiles profiles, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<Callable<EncodedBatches>> work = new ArrayList<>();
        for (int i = 0; i < profiles.shape().nodes(); i++) {
            int node = i;
            work.add(() -> EncodedBatches.encode(profiles, node, folder.resolve("node-" + node)));
        }
        return new Load(onThreads(Runtime.getRuntime().availableProcessors(), work));
    }

    /// Sends everything, as many requests at a time as there are nodes.
    ///
    /// @return how often the collector asked a sender to wait
    int send(URI collector) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<Callable<Integer>> senders = new ArrayList<>();
            for (int node = 0; node < nodes.size(); node++) {
                senders.add(new NodeSender(http, collector, node, nodes.get(node)));
            }
            return onThreads(senders.size(), senders).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
    }

    int requests() {
        return nodes.stream().mapToInt(EncodedBatches::size).sum();
    }

    long rows() {
        return sum(EncodedBatches::rows);
    }

    long nanos() {
        return sum(EncodedBatches::nanos);
    }

    long sentBytes() {
        return sum(EncodedBatches::sentBytes);
    }

    long plainBytes() {
        return sum(EncodedBatches::plainBytes);
    }

    @Override
    public void close() throws IOException {
        for (EncodedBatches node : nodes) {
            node.close();
        }
    }

    private long sum(ToLongFunction<EncodedBatches> what) {
        return nodes.stream().mapToLong(what).sum();
    }

    private static <T> List<T> onThreads(int threads, List<Callable<T>> work) throws IOException, InterruptedException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
