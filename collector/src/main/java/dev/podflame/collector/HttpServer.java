package dev.podflame.collector;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.util.Map;

/// Micronaut's server: controllers are found by it, the stages are given to it.
final class HttpServer {
    private HttpServer() {}

    /// Starts it. Closing the server closes Micronaut.
    ///
    /// @param stages what controllers may ask for in their constructors
    static EmbeddedServer start(HostPort listen, Object... stages) throws StartFailure {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .singletons(stages)
                .properties(Map.of(
                        "micronaut.application.name",
                        "podflame-collector",
                        "micronaut.server.host",
                        listen.host(),
                        "micronaut.server.port",
                        listen.port() == 0 ? -1 : listen.port(),
                        // Bodies are read as streams and stored as they came; who reads one has limits of its own, and
                        // says so in an answer, which a limit down here does not.
                        "micronaut.server.max-request-size",
                        Long.MAX_VALUE,
                        "micronaut.server.netty.request-decompression-enabled",
                        false,
                        "micronaut.server.netty.max-header-size",
                        32 << 10))
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
