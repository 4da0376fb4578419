package dev.podflame.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.podflame.profile.Frame;
import dev.podflame.profile.Location;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.otlp.MalformedProfileException;
import dev.podflame.profile.otlp.OtlpLimits;
import dev.podflame.profile.otlp.OtlpReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/// A collector that takes every batch once and tells what it says.
final class TakingCollector implements AutoCloseable {
    private final HttpServer server;
    private final Set<String> batches = new TreeSet<>();
    private final Map<String, Set<Frame>> framesByService = new TreeMap<>();
    private final Map<String, Long> nanosByService = new TreeMap<>();
    private final Map<String, Set<Map<String, String>>> seriesByService = new TreeMap<>();
    private String report = "";
    private int metrics;

    TakingCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> answer(exchange, 200));
        server.createContext("/v1development/profiles", this::profiles);
        server.createContext("/v1/metrics", this::metrics);
        server.createContext("/agent/v1/report", this::report);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What was seen of a service, by frame name.
    synchronized Set<String> names(String service) {
        Set<String> names = new TreeSet<>();
        framesByService.getOrDefault(service, Set.of()).forEach(frame -> names.add(frame.name()));
        return names;
    }

    synchronized Set<String> services() {
        return new TreeSet<>(framesByService.keySet());
    }

    synchronized long nanos(String service) {
        return nanosByService.getOrDefault(service, 0L);
    }

    synchronized int metrics() {
        return metrics;
    }

    /// The newest report of the agent, in JSON; empty before the first one.
    synchronized String report() {
        return report;
    }

    /// The attributes of a service's series.
    synchronized Set<Map<String, String>> series(String service) {
        return Set.copyOf(seriesByService.getOrDefault(service, Set.of()));
    }

    private synchronized void report(HttpExchange exchange) throws IOException {
        report = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(exchange, 204);
    }

    private synchronized void profiles(HttpExchange exchange) throws IOException {
        String name = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Podflame-Batch"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            if (batches.add(name)) {
                take(OtlpReader.read(gzip.readAllBytes(), OtlpLimits.DEFAULT).profiles());
            }
            answer(exchange, 200);
        } catch (MalformedProfileException e) {
            answer(exchange, 400);
        }
    }

    private void take(Profiles profiles) {
        for (ResourceProfile profile : profiles.profiles()) {
            String service = profile.attributes().getOrDefault("service.name", "");
            Set<Frame> frames = framesByService.computeIfAbsent(
                    service, s -> new TreeSet<>(java.util.Comparator.comparing(Frame::toString)));
            seriesByService.computeIfAbsent(service, s -> new HashSet<>()).add(profile.attributes());
            nanosByService.merge(service, profile.samples().total(), Long::sum);
            for (int i = 0; i < profile.samples().size(); i++) {
                List<Location> stack = profiles.stack(profile.samples().stack(i));
                stack.forEach(location -> frames.add((Frame) location));
            }
        }
    }

    private synchronized void metrics(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        metrics++;
        answer(exchange, 200);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
