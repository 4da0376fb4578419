package dev.podflame.kubectl.collector;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/// One request, before it is known where it goes and who asks.
///
/// @param target path and query
/// @param headers names and values in turn
/// @param repeatable whether it may be sent again when nothing came back
public record Ask(String method, String target, List<String> headers, BodyPublisher body, boolean repeatable) {
    public Ask {
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a target begins with a slash: " + target);
        }
        headers = List.copyOf(headers);
    }

    static Ask get(String path, Query query) {
        return new Ask("GET", path + query.encoded(), List.of(), BodyPublishers.noBody(), true);
    }
}
