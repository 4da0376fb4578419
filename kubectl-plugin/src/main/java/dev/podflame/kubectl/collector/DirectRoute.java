package dev.podflame.kubectl.collector;

import dev.podflame.kubectl.terminal.Failure;
import java.net.URI;

/// A collector that can be reached from here, through an Ingress for instance.
public record DirectRoute(URI origin) implements Route {
    /// A route to an address such as `https://podflame.example.org`.
    public static DirectRoute to(URI address) throws Failure {
        String path = address.getRawPath();
        boolean bare = (path == null || path.isEmpty() || path.equals("/"))
                && address.getRawQuery() == null
                && address.getRawUserInfo() == null;
        if (!"https".equals(address.getScheme()) || address.getHost() == null || !bare) {
            throw Failure.usage(
                    "not a collector's address: " + address,
                    "Write https://HOST or https://HOST:PORT: your token goes there, so it has to be TLS.");
        }
        return new DirectRoute(URI.create("https://" + address.getRawAuthority()));
    }

    @Override
    public void lost(URI lost) {
        // There is no other way.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
