package dev.podflame.collector.api;

import dev.podflame.collector.access.Caller;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.store.Retention;
import io.micronaut.http.HttpRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the parameters of HTTP requests. Thread-safe.
final class RequestReader {
    private static final Pattern SIDE = Pattern.compile("[a-z]\\.");

    private final Retention retention;
    private final InstantSource clock;

    RequestReader(Retention retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    ApiRequest read(HttpRequest<?> request) throws BadQueryException {
        Map<String, List<String>> parameters = new HashMap<>();
        request.getParameters().forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return parse(request, parameters);
    }

    /// One side of a comparison: what has the side's prefix goes before what has none, and what has another
    /// one is left out.
    ///
    /// @param side such as `a.`
    ApiRequest read(HttpRequest<?> request, String side) throws BadQueryException {
        Map<String, List<String>> parameters = new HashMap<>();
        request.getParameters().forEach(parameter -> {
            String name = parameter.getKey();
            if (name.startsWith(side)) {
                parameters.put(name.substring(side.length()), parameter.getValue());
            } else if (!SIDE.matcher(name).lookingAt()) {
                parameters.putIfAbsent(name, parameter.getValue());
            }
        });
        return parse(request, parameters);
    }

    private ApiRequest parse(HttpRequest<?> request, Map<String, List<String>> parameters) throws BadQueryException {
        return ApiRequest.parse(parameters, Caller.of(request), retention, clock.instant());
    }
}
