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
import javax.net.ssl.SSLException;

/// One request to the collector per call. Safe to use from any thread.
public final class CollectorClient implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final int MAX_REASON = 500;

    private final CollectorAddress collector;
    private final Optional<TokenFile> token;
    private final HttpClient http;

    public CollectorClient(CollectorAddress collector) {
        this.collector = collector;
        this.token = collector.token().map(TokenFile::new);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        collector.ca().ifPresent(file -> builder.sslContext(TrustedCa.context(file)));
        this.http = builder.build();
    }

    public URI collector() {
        return collector.url();
    }

    Answer send(SpooledBatch batch, byte[] bytes) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        collector.resolve(batch.encoding().path()))
                .header("Content-Type", batch.encoding().contentType())
                .header("Content-Encoding", batch.encoding().contentEncoding())
                .header(BatchName.HEADER, batch.name().toString());
        return post(request, bytes);
    }

    /// Posts a JSON document of which only the newest matters.
    ///
    /// @return why the collector doesn't have it; empty if it has
    public Optional<String> post(String path, byte[] json) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(collector.resolve(path)).header("Content-Type", "application/json");
        return switch (post(request, json)) {
            case Answer.Accepted() -> Optional.empty();
            case Answer.Refused(int status, String reason) -> Optional.of(reason);
            case Answer.Later(String reason, Optional<Duration> after) -> Optional.of(reason);
        };
    }

    private Answer post(HttpRequest.Builder request, byte[] body) throws InterruptedException {
        token.flatMap(TokenFile::token).ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        request.timeout(ANSWER_WITHIN).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()), Instant.now());
        } catch (IOException e) {
            return new Answer.Later(collector.url() + " can't be reached: " + describe(e), Optional.empty());
        }
    }

    /// Asks whether the collector is there; empty if it is, else the reason.
    public Optional<String> check() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(collector.resolve("/health/live"))
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

    private Answer answer(HttpResponse<byte[]> response, Instant now) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Accepted();
        }
        byte[] body = response.body();
        String said = new String(body, 0, Math.min(body.length, MAX_REASON), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ");
        String reason = "the collector answers " + status + (said.isBlank() ? "" : ": " + said.strip());
        if (status == 401 || status == 403) {
            // Tokens expire and accounts get their rights later than their pods: what waits isn't bad.
            return new Answer.Later(reason + "; " + cure(status), Optional.empty());
        }
        boolean forGood = status >= 400 && status < 500 && status != 429 && status != 408;
        if (forGood) {
            return new Answer.Refused(status, reason);
        }
        Optional<Duration> after =
                response.headers().firstValue("Retry-After").flatMap(value -> retryAfter(value, now));
        return new Answer.Later(reason, after);
    }

    private String cure(int status) {
        if (token.isEmpty()) {
            return "name the file of the agent's token by --token-file";
        }
        if (token.get().token().isEmpty()) {
            return "there is no token in " + token.get();
        }
        return status == 401
                ? "the token in " + token.get() + " isn't accepted: it must be new, and made for the collector"
                : "the token in " + token.get() + " belongs to another account than the collector expects of agents";
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
        if (e instanceof SSLException) {
            return "its certificate isn't trusted (" + e.getMessage() + "); name the right one by --collector-ca";
        }
        String name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
