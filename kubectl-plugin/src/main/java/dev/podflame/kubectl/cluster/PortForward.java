package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A way to the collector through the API server: `kubectl port-forward` as a child, on a free port of loopback,
/// started again when it is gone. Thread-safe; any thread may find it gone and start it.
public final class PortForward implements AutoCloseable {
    private static final Pattern FORWARDING = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) -> .*");

    private final Kubectl kubectl;
    private final Installation installation;
    private volatile @Nullable Process process;
    private volatile boolean closed;
    private int port;

    public PortForward(Kubectl kubectl, Installation installation) {
        this.kubectl = kubectl;
        this.installation = installation;
    }

    /// Starts it ahead of time: it takes about as long as all that a command reads meanwhile.
    public void begin() {
        Thread.ofVirtual().start(() -> {
            try {
                port();
            } catch (Failure failure) {
                // Whoever needs the port tries again and is told.
            }
        });
    }

    /// The local port that leads to the collector now.
    public synchronized int port() throws Failure {
        Process current = process;
        if (current == null || !current.isAlive()) {
            open();
        }
        return port;
    }

    /// Gives up the way by that port, if it still is the one in use: kubectl can live on while its pod is gone.
    public synchronized void drop(int failed) {
        Process current = process;
        if (current != null && port == failed) {
            current.destroy();
            process = null;
        }
    }

    /// Ends the child, also one that is just starting: whoever closes doesn't wait for it.
    @Override
    public void close() {
        closed = true;
        Process current = process;
        if (current != null) {
            current.destroy();
        }
    }

    private void open() throws Failure {
        Process started = kubectl.start(
                "port-forward",
                "--address=127.0.0.1",
                "--namespace=" + installation.namespace(),
                "service/" + installation.service(),
                ":" + installation.port());
        process = started;
        if (closed) {
            started.destroy();
        }
        OutputText errors = OutputText.of(started.getErrorStream());
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher matcher = FORWARDING.matcher(line);
                if (matcher.matches()) {
                    port = Integer.parseInt(matcher.group(1));
                    Thread.ofVirtual().start(() -> out.lines().forEach(ignored -> {}));
                    return;
                }
            }
            throw new KubectlAnswer(
                            "port-forward service/" + installation.service() + " --namespace="
                                    + installation.namespace(),
                            started.waitFor(),
                            "",
                            errors.whole())
                    .failure();
        } catch (IOException e) {
            started.destroy();
            throw Failure.error("kubectl port-forward ended: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            started.destroy();
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted while kubectl port-forward started", "");
        }
    }
}
