package dev.podflame.collector.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Turns a refusal into 401, 403 or 503, with its reason.
@Singleton
final class RefusalHandler implements ExceptionHandler<AccessException, HttpResponse<Refusal>> {
    private static final String RETRY_SECONDS = "5";

    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<Refusal> handle(HttpRequest request, AccessException exception) {
        return answer(exception);
    }

    static HttpResponse<Refusal> answer(AccessException refusal) {
        MutableHttpResponse<Refusal> response = HttpResponse.<Refusal>status(
                        refusal.kind().status())
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Refusal(refusal.error(), refusal.cure()));
        return switch (refusal.kind()) {
            case UNAUTHENTICATED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case FORBIDDEN -> response;
            case UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        };
    }
}
