package dev.podflame.agent.send;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// A collector behind TLS that takes batches from whoever shows one token.
final class GuardedCollector implements AutoCloseable {
    private final HttpsServer server;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile String token;

    GuardedCollector(SSLContext tls, String token) throws IOException {
        this.token = token;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            boolean welcome = ("Bearer " + this.token).equals(shown);
            if (welcome) {
                taken.add(exchange.getRequestHeaders().getFirst(BatchName.HEADER));
            }
            exchange.sendResponseHeaders(welcome ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    void expect(String otherToken) {
        token = otherToken;
    }

    /// Names of the batches that it took.
    List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
