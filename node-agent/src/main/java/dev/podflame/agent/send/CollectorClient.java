package dev.podflame.agent.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executors;

/// One request to the collector per call. Safe to use from any thread.
public final class CollectorClient implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final int MAX_REASON = 500;

    private final URI collector;
    private final HttpClient http;

    /// @param collector base URL, such as `http://127.0.0.1:7070`
    public CollectorClient(URI collector) {
        this.collector = collector;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    public URI collector() {
        return collector;
    }

    Answer send(SpooledBatch batch, byte[] bytes) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(resolve(batch.encoding().path()))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", batch.encoding().contentType())
                .header("Content-Encoding", batch.encoding().contentEncoding())
                .header(BatchName.HEADER, batch.name().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            return answer(http.send(request, HttpResponse.BodyHandlers.ofByteArray()), Instant.now());
        } catch (IOException e) {
            return new Answer.Later(collector + " can't be reached: " + describe(e), Optional.empty());
        }
    }

    /// Asks whether the collector is there; empty if it is, else the reason.
    public Optional<String> check() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(resolve("/health/live"))
                .timeout(CONNECT_WITHIN)
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? Optional.empty() : Optional.of("/health/live answers " + status);
        } catch (IOException e) {
            return Optional.of(describe(e));
        }
    }

    private URI resolve(String path) {
        String base = collector.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static Answer answer(HttpResponse<byte[]> response, Instant now) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Accepted();
        }
        byte[] body = response.body();
        String said = new String(body, 0, Math.min(body.length, MAX_REASON), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ");
        String reason = "the collector answers " + status + (said.isBlank() ? "" : ": " + said.strip());
        boolean forGood = status >= 400 && status < 500 && status != 429 && status != 408;
        if (forGood) {
            return new Answer.Refused(status, reason);
        }
        Optional<Duration> after =
                response.headers().firstValue("Retry-After").flatMap(value -> retryAfter(value, now));
        return new Answer.Later(reason, after);
    }

    /// `Retry-After` (RFC 9110, 10.2.3): seconds or a date; nothing for what can't be read, and never longer than
    /// five minutes.
    static Optional<Duration> retryAfter(String value, Instant now) {
        String text = value.strip();
        Duration wait;
        if (!text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            wait = Duration.ofSeconds(Long.parseLong(text));
        } else {
            try {
                Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                wait = Duration.between(now, at);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        if (wait.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait);
    }

    /// Java's exceptions of failed connections often have no message.
    private static String describe(IOException e) {
        if (e instanceof ConnectException) {
            return "nobody listens there";
        }
        String name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
