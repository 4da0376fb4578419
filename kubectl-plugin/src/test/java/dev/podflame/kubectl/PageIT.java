package dev.podflame.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.TestCluster.Run;
import dev.podflame.kubectl.TestCollector.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ui` and `open` as users run them, from the printed address to Ctrl-C.
final class PageIT {
    @TempDir
    Path folder;

    private TestCluster cluster;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(folder);
        cluster.collector
                .answers("session", "{\"auth\": \"kubernetes\", \"user\": \"jane\"}")
                .answers("services", asked -> new Answer(200, "application/json", "{}"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void uiServesThePageToWhoHasItsAddressUntilCtrlC() throws Exception {
        Process ui = cluster.start("ui", "web-0");
        try {
            URI entrance = address(ui);
            HttpResponse<String> entered =
                    http.send(HttpRequest.newBuilder(entrance).build(), BodyHandlers.ofString());
            assertEquals(200, entered.statusCode());
            assertTrue(entered.body().contains("url=/pods/shop/web-0"), entered.body());
            String cookie =
                    entered.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];

            URI services = entrance.resolve("/api/v1/services?from=now-1h&x=%26");
            assertEquals(
                    403,
                    http.send(HttpRequest.newBuilder(services).build(), BodyHandlers.ofString())
                            .statusCode());
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(services).header("Cookie", cookie).build(), BodyHandlers.ofString());
            assertEquals("{}", answer.body());
            TestCollector.Asked asked = cluster.collector.asked.getLast();
            assertEquals(TestCluster.TOKEN, asked.token());
            assertEquals("from=now-1h&x=&", asked.query());
            assertFalse(asked.headers().containsKey("Cookie"), "the proxy's cookie went on");

            long forward = cluster.forwards().getLast();
            new ProcessBuilder("kill", "-INT", Long.toString(ui.pid())).start().waitFor();
            assertTrue(ui.waitFor(20, TimeUnit.SECONDS), "Ctrl-C doesn't end it");
            assertEquals(130, ui.exitValue());
            await(
                    "the port-forward has ended",
                    () -> ProcessHandle.of(forward)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        } finally {
            ui.destroyForcibly();
        }
    }

    @Test
    void openGivesTheBrowserAFileOfItsOwnSoThatNoSecretStandsInAnArgumentList() throws Exception {
        TestCluster.program(folder.resolve("bin/xdg-open"), """
                #!/bin/sh
                file=${1#file://}
                cp "$file" "$HOME/seen.html"
                stat -c %a "$file" >"$HOME/mode"
                echo "$1" >"$HOME/argument"
                """);
        Process open = cluster.start("open");
        try {
            URI entrance = address(open);
            await(
                    "the browser was called",
                    () -> Files.exists(folder.resolve("argument"))
                            && !Files.readString(folder.resolve("argument")).isEmpty());
            String argument = Files.readString(folder.resolve("argument")).strip();
            String key = entrance.getPath().substring(entrance.getPath().lastIndexOf('/') + 1);
            assertTrue(argument.startsWith("file:///") && !argument.contains(key), argument);
            assertTrue(Files.readString(folder.resolve("seen.html")).contains("url=" + entrance));
            assertEquals("600", Files.readString(folder.resolve("mode")).strip());
            new ProcessBuilder("kill", "-TERM", Long.toString(open.pid()))
                    .start()
                    .waitFor();
            assertTrue(open.waitFor(20, TimeUnit.SECONDS));
            assertFalse(Files.exists(Path.of(URI.create(argument))), "the file is left behind");
        } finally {
            open.destroyForcibly();
        }
    }

    @Test
    void whoTheCollectorDoesNotKnowIsToldBeforeABrowserOpens() throws Exception {
        cluster.collector.answers("session", "{\"auth\": \"kubernetes\", \"user\": null}");
        Run run = cluster.run("ui");
        assertEquals(4, run.exit());
        assertEquals("", run.out());
    }

    private URI address(Process process) throws Exception {
        await("the address is printed", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(cluster.err()));
            }
            return Files.readString(cluster.out()).endsWith("\n");
        });
        return URI.create(Files.readString(cluster.out()).strip());
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(40));
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not in time: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50); // between two looks at the condition
        }
    }
}
