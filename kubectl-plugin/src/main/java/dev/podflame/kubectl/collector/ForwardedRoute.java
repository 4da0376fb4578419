package dev.podflame.kubectl.collector;

import dev.podflame.kubectl.cluster.PortForward;
import dev.podflame.kubectl.terminal.Failure;
import java.net.URI;

/// Through a port-forward, which may lead by another port after each loss.
public record ForwardedRoute(PortForward forward) implements Route {
    @Override
    public URI origin() throws Failure {
        return URI.create("https://127.0.0.1:" + forward.port());
    }

    @Override
    public void lost(URI origin) {
        forward.drop(origin.getPort());
    }

    @Override
    public void close() {
        forward.close();
    }
}
