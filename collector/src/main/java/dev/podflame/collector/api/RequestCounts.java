package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.flamegraph.FlameGraphHeader;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.UsageReader;
import dev.podflame.collector.store.StoreException;
import java.util.OptionalDouble;

/// Says how many requests were served in the time of a graph.
final class RequestCounts {
    private final ScopeFinder scopes;
    private final UsageReader usage;

    RequestCounts(ScopeFinder scopes, UsageReader usage) {
        this.scopes = scopes;
        this.usage = usage;
    }

    /// Of the services, pods and series that the request is about; none where they don't count requests. Where only a
    /// part of the time was counted, the rest is taken to be like that part.
    ///
    /// @param header of the request's graph, whose range may be wider than what was asked for
    OptionalDouble read(ApiRequest request, FlameGraphHeader header)
            throws BadQueryException, StoreException, AccessException {
        OptionalDouble perSecond = usage.requestsPerSecond(scopes.find(request).chosen(), request.range());
        if (perSecond.isEmpty()) {
            return perSecond;
        }
        return OptionalDouble.of(perSecond.getAsDouble() * (header.toMillis() - header.fromMillis()) / 1000);
    }
}
