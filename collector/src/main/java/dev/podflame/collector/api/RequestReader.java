package dev.podflame.collector.api;

import dev.podflame.collector.access.Caller;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.store.Retention;
import io.micronaut.http.HttpRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the parameters of HTTP requests. Thread-safe.
final class RequestReader {
    private final Retention retention;
    private final InstantSource clock;

    RequestReader(Retention retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    ApiRequest read(HttpRequest<?> request) throws BadQueryException {
        Map<String, List<String>> parameters = new HashMap<>();
        request.getParameters().forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return ApiRequest.parse(parameters, Caller.of(request), retention, clock.instant());
    }
}
