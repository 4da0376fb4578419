package dev.podflame.charts;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/// Asks an installed collector what it must answer: that it is ready under a certificate of the release's authority,
/// that it shows nothing to strangers, and that it knows the viewer's token.
public final class InstallationCheck {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final List<Expectation> EXPECTATIONS = List.of(
            new Expectation("the collector is ready, and its certificate holds", "/health/ready", false, 200),
            new Expectation("without a token it shows nothing", "/api/v1/agents", false, 401),
            new Expectation("with the viewer's token it answers", "/api/v1/agents", true, 200));

    private record Expectation(String words, String path, boolean withToken, int status) {}

    private final URI collector;
    private final Path authority;
    private final Path token;
    private final Duration patience;

    /// @param collector `https://host:port`
    /// @param authority PEM file of the authority that signed the collector's certificate
    /// @param token file with a token for the collector
    /// @param patience how long to wait for the collector to get ready
    InstallationCheck(URI collector, Path authority, Path token, Duration patience) {
        this.collector = collector;
        this.authority = authority;
        this.token = token;
        this.patience = patience;
    }

    /// Arguments: the collector's URL, the authority's file, the token's file.
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 3) {
            System.err.println("usage: podflame-check URL CA-FILE TOKEN-FILE");
            System.exit(2);
        }
        InstallationCheck check =
                new InstallationCheck(URI.create(args[0]), Path.of(args[1]), Path.of(args[2]), Duration.ofSeconds(90));
        System.exit(check.run(System.out) ? 0 : 1);
    }

    /// Whether all holds; tells `out` line by line.
    boolean run(PrintStream out) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Expectation expectation : EXPECTATIONS) {
            String found = ask(expectation);
            while (!found.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(PAUSE);
                found = ask(expectation);
            }
            out.println((found.isEmpty() ? "ok      " : "FAILED  ") + expectation.words());
            if (!found.isEmpty()) {
                out.println("        " + collector + expectation.path() + ": " + found);
                return false;
            }
        }
        return true;
    }

    /// What is wrong; empty if nothing is.
    private String ask(Expectation expectation) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(Authority.trusting(authority))
                .connectTimeout(ANSWER_TIME)
                .build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(collector.resolve(expectation.path()))
                    .timeout(ANSWER_TIME);
            if (expectation.withToken()) {
                request.header("Authorization", "Bearer " + token());
            }
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status == expectation.status() ? "" : "answers " + status + " instead of " + expectation.status();
        } catch (IOException | GeneralSecurityException e) {
            return e.toString();
        }
    }

    private String token() throws IOException {
        return Files.readString(token, StandardCharsets.UTF_8).strip();
    }
}
