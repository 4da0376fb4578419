package dev.podflame.collector.api;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.podflame.collector.flamegraph.FlameGraphHeader;
import dev.podflame.collector.query.BadQueryException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Answers with bytes, and with the headers that let a browser keep them as long as they are right.
final class Answers {
    static final String SVG = "image/svg+xml";

    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Answers() {}

    /// The bytes, or 304 if the client has the same ones already.
    static MutableHttpResponse<byte[]> of(HttpRequest<?> http, ApiRequest request, byte[] bytes)
            throws BadQueryException {
        String etag = "W/\"" + Long.toHexString(Hashing.xxh3_64().hashBytesToLong(bytes)) + "\"";
        boolean keeps = request.isSettled() && !request.followsClock();
        String known = http.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        MutableHttpResponse<byte[]> response =
                known != null && known.contains(etag) ? HttpResponse.notModified() : HttpResponse.ok(bytes);
        return response.header(HttpHeaders.ETAG, etag)
                // What one person may see must not come back from the browser's cache for the next who signs in.
                .header(HttpHeaders.VARY, "Authorization, Cookie")
                .header(HttpHeaders.CACHE_CONTROL, keeps ? "private, max-age=3600" : "private, no-cache");
    }

    /// The bytes under a file name that says what they are.
    static MutableHttpResponse<byte[]> file(
            HttpRequest<?> http,
            ApiRequest request,
            FlameGraphHeader header,
            String disposition,
            String extension,
            byte[] bytes)
            throws BadQueryException {
        String name = request.subject().replaceAll("[^A-Za-z0-9._-]", "_")
                + "-" + header.type().label()
                + "-" + NAME_TIME.format(Instant.ofEpochMilli(header.fromMillis()))
                + "-" + NAME_TIME.format(Instant.ofEpochMilli(header.toMillis()))
                + "." + extension;
        return of(http, request, bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition + "; filename=\"" + name + "\"");
    }
}
