package dev.podflame.kubectl.collector;

import dev.podflame.kubectl.terminal.Failure;
import java.net.URI;

/// A way to the collector.
public interface Route extends AutoCloseable {
    /// Where the collector answers now, such as `https://127.0.0.1:40123`.
    URI origin() throws Failure;

    /// Says that nothing came back from there, so that another way can be found.
    void lost(URI origin);

    @Override
    void close();
}
