package dev.podflame.collector;

import dev.podflame.collector.tls.CertificateBeans;
import dev.podflame.collector.tls.ServedCertificate;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Micronaut's server: controllers are found by it, the stages are given to it.
final class HttpServer {
    private HttpServer() {}

    /// Starts it. Closing the server closes Micronaut.
    ///
    /// @param certificate what it shows; plain HTTP if there is none
    /// @param stages what controllers may ask for in their constructors
    static EmbeddedServer start(HostPort listen, Optional<ServedCertificate> certificate, Object... stages)
            throws StartFailure {
        Map<String, Object> settings = settings(listen);
        List<Object> beans = new ArrayList<>(List.of(stages));
        certificate.ifPresent(shown -> {
            beans.add(shown);
            settings.put("micronaut.server.ssl.enabled", true);
            settings.put("micronaut.server.ssl.port", port(listen));
            settings.put("micronaut.server.ssl.key-name", CertificateBeans.NAME);
        });
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .singletons(beans.toArray())
                .properties(settings)
                .start();
        try {
            return context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException e) {
            context.close();
            if (isBindFailure(e)) {
                throw inUse(listen, "--listen", e);
            }
            throw e;
        }
    }

    private static Map<String, Object> settings(HostPort listen) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.application.name", "podflame-collector");
        settings.put("micronaut.server.host", listen.host());
        settings.put("micronaut.server.port", port(listen));
        // Bodies are read as streams and stored as they came; who reads one has limits of its own, and says so in an
        // answer, which a limit down here does not.
        settings.put("micronaut.server.max-request-size", Long.MAX_VALUE);
        settings.put("micronaut.server.netty.request-decompression-enabled", false);
        settings.put("micronaut.server.netty.max-header-size", 32 << 10);
        return settings;
    }

    private static int port(HostPort listen) {
        return listen.port() == 0 ? -1 : listen.port();
    }

    static StartFailure inUse(HostPort listen, String option, Exception cause) {
        StartFailure failure = new StartFailure(
                "can't listen on " + listen + " (" + deepest(cause).getMessage() + ")",
                "stop what listens there, or choose another address with " + option);
        failure.initCause(cause);
        return failure;
    }

    private static boolean isBindFailure(Throwable e) {
        return deepest(e) instanceof BindException;
    }

    private static Throwable deepest(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
