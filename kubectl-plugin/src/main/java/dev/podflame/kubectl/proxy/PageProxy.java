package dev.podflame.kubectl.proxy;

import com.sun.net.httpserver.HttpServer;
import dev.podflame.kubectl.collector.Collector;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves the collector's page on loopback with the user's own token. Only the browser that was given the address can
/// use it: see [Gate].
public final class PageProxy implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Gate gate;

    private PageProxy(HttpServer server, Collector collector, String page) {
        this.server = server;
        gate = Gate.open(server.getAddress().getPort(), page);
        server.createContext("/", new PageHandler(gate, new Forwarder(collector)));
        server.setExecutor(requests);
    }

    /// Starts it.
    ///
    /// @param port 0 for a free one
    /// @param page path that the browser begins at
    public static PageProxy start(Collector collector, int port, String page) throws Failure {
        try {
            InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
            PageProxy proxy =
                    new PageProxy(HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG), collector, page);
            proxy.server.start();
            return proxy;
        } catch (IOException e) {
            throw Failure.error("can't listen on 127.0.0.1:" + port + ": " + e.getMessage(), "Choose another --port.");
        }
    }

    /// The address that lets a browser in.
    public URI address() {
        return gate.address();
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }
}
