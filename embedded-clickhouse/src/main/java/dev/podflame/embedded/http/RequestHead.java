package dev.podflame.embedded.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request without its body.
///
/// @param queryId as the client gave it, else a random one; fit for a header
record RequestHead(String method, Parameters parameters, HttpHeaders headers, String queryId) {

    static RequestHead of(String method, Parameters parameters, HttpHeaders headers) {
        String id = parameters.get("query_id");
        if (id == null) {
            id = headers.get("X-ClickHouse-Query-Id");
        }
        boolean given = id != null && !id.isBlank();
        String queryId =
                given ? id.replaceAll("[^\\x20-\\x7e]", "?") : UUID.randomUUID().toString();
        return new RequestHead(method, parameters, headers, queryId);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    boolean isGet() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
