package dev.podflame.collector;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Refuses requests that name another host, where only this machine is served. A web page elsewhere can point its own
/// name at 127.0.0.1 and let the visitor's browser ask in its place ("DNS rebinding"); its requests name its host.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HostFilter {
    private final boolean onlyLoopback;

    HostFilter(ServedHosts served) {
        this.onlyLoopback = served.onlyLoopback();
    }

    /// Which names the collector is served under.
    ///
    /// @param onlyLoopback whether it listens on a loopback address only
    record ServedHosts(boolean onlyLoopback) {}

    /// The body of an error.
    @Serdeable
    record Refused(String error, String cure) {}

    @RequestFilter
    @Nullable
    HttpResponse<Refused> filter(HttpRequest<?> request) {
        if (!onlyLoopback || isLoopbackName(request.getHeaders().get("Host"))) {
            return null;
        }
        return HttpResponse.<Refused>status(HttpStatus.FORBIDDEN)
                .body(new Refused(
                        "this collector serves only its own machine, and the request names another host",
                        "use localhost, or start the collector with --listen 0.0.0.0:7070 and --auth"));
    }

    static boolean isLoopbackName(@Nullable String header) {
        if (header == null) {
            return false;
        }
        String host = header.strip().toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            host = host.substring(0, colon);
        }
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
