package dev.podflame.operator.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The collector's API, with the certificates and the token as they are at each call. For one thread.
final class CollectorConnection implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int MAX_SAID = 300;

    private final URI agents;
    private final Supplier<Optional<String>> authority;
    private final Optional<Path> tokenFile;
    private final JsonMapper json = JsonMapper.builder().build();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<String> trusted = Optional.empty();
    private @Nullable HttpClient http;

    /// @param collector base URL
    /// @param authority certificates to trust, as PEM; empty for those that Java trusts
    /// @param tokenFile what is sent as bearer token, read anew each time because it is replaced before it ends
    CollectorConnection(URI collector, Supplier<Optional<String>> authority, Optional<Path> tokenFile) {
        this.agents = URI.create(collector.toString().replaceFirst("/+$", "") + "/api/v1/agents?containers=true");
        this.authority = authority;
        this.tokenFile = tokenFile;
    }

    private record Agents(@Nullable List<AgentReport> agents) {}

    /// All agents' newest reports.
    ///
    /// @throws IOException if they can't be had; its message says why
    List<AgentReport> agents() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(agents)
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
        if (tokenFile.isPresent()) {
            request.header("Authorization", "Bearer " + token(tokenFile.get()));
        }
        try {
            return read(client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (ConnectException e) {
            throw new IOException("nobody listens there", e);
        }
    }

    private List<AgentReport> read(HttpResponse<InputStream> response) throws IOException {
        boolean zipped = response.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"));
        try (InputStream raw = new BufferedInputStream(response.body());
                InputStream body = zipped ? new GZIPInputStream(raw) : raw) {
            if (response.statusCode() != 200) {
                String said = new String(body.readNBytes(MAX_SAID), StandardCharsets.UTF_8);
                throw new IOException("it answers " + response.statusCode() + " "
                        + said.replaceAll("\\p{Cntrl}", " ").strip());
            }
            return Objects.requireNonNullElse(json.readValue(body, Agents.class).agents(), List.of());
        } catch (JacksonException e) {
            throw new IOException("its answer can't be read: " + e.getOriginalMessage(), e);
        }
    }

    private static String token(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("the token " + file + " can't be read", e);
        }
    }

    /// The client for the present certificates.
    private HttpClient client() throws IOException {
        Optional<String> now = authority.get();
        if (http == null || !now.equals(trusted)) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_WITHIN)
                    .executor(executor);
            if (now.isPresent()) {
                builder.sslContext(Trust.only(new ByteArrayInputStream(now.get().getBytes(StandardCharsets.UTF_8))));
            }
            close(http);
            http = builder.build();
            trusted = now;
        }
        return http;
    }

    private static void close(@Nullable HttpClient client) {
        if (client != null) {
            client.shutdownNow();
        }
    }

    @Override
    public void close() {
        close(http);
        executor.shutdownNow();
    }
}
