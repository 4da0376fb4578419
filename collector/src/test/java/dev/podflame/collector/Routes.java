package dev.podflame.collector;

import dev.podflame.collector.access.Admit;
import java.util.List;

/// Every route of the collector and who may call it. [RoutesTest] fails when one is missing here;
/// [RouteAccessIT] tries each with all kinds of callers.
final class Routes {
    /// What a query of profiles or usage says; the namespace comes in addition.
    private static final String SERVICE = "service=app";

    static final List<Route> ALL = List.of(
            new Route("GET", "/health/live", Admit.To.ANYONE, ""),
            new Route("GET", "/health/ready", Admit.To.ANYONE, ""),
            new Route("GET", "/metrics", Admit.To.ANYONE, ""),
            new Route("GET", "/openapi.yml", Admit.To.ANYONE, ""),
            new Route("GET", "/api/v1/session", Admit.To.ANYONE, ""),
            new Route("POST", "/api/v1/session", Admit.To.ANYONE, ""),
            new Route("DELETE", "/api/v1/session", Admit.To.ANYONE, ""),
            new Route("POST", "/v1development/profiles", Admit.To.AGENTS, ""),
            new Route("POST", "/v1/metrics", Admit.To.METRICS, ""),
            new Route("POST", "/agent/v1/report", Admit.To.AGENTS, ""),
            new Route("GET", "/api/v1/services", Admit.To.READERS, ""),
            new Route("GET", "/api/v1/agents", Admit.To.READERS, "containers=true"),
            new Route("GET", "/api/v1/targets", Admit.To.READERS, ""),
            new Route("GET", "/api/v1/series", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/timeline", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/heatmap.json", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/usage", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/functions", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/function-search", Admit.To.READERS, "q=secret"),
            new Route("GET", "/api/v1/diff.json", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/diff.html", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/diff.svg", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/flamegraph.json", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/flamegraph.html", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/flamegraph.svg", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/flamegraph.folded", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/flamegraph.pprof", Admit.To.READERS, SERVICE),
            new Route("GET", "/api/v1/flamegraph.speedscope", Admit.To.READERS, SERVICE));

    private Routes() {}

    /// A route.
    ///
    /// @param query parameters that it needs, without the namespace
    record Route(String method, String path, Admit.To whom, String query) {
        /// Path and query, for a namespace unless it is empty.
        String in(String namespace) {
            String own = namespace.isEmpty() ? "" : "namespace=" + namespace;
            String joined = query.isEmpty() || own.isEmpty() ? query + own : query + "&" + own;
            return joined.isEmpty() ? path : path + "?" + joined;
        }

        /// Whether it is about a service, so that a pod may stand in its place.
        boolean isOfService() {
            return query.contains("service=");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> of(Admit.To whom) {
        return ALL.stream().filter(route -> route.whom == whom).toList();
    }
}
