package dev.podflame.collector.api;

import dev.podflame.collector.store.StoreException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ClickHouse is down, busy, or gave a query up: said with a status that tells a client whether to come again.
@Singleton
final class StoreFailureHandler implements ExceptionHandler<StoreException, HttpResponse<ErrorAnswer>> {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFailureHandler.class);

    // ClickHouse's ErrorCodes.
    private static final int TIMEOUT_EXCEEDED = 159;
    private static final int TOO_MANY_SIMULTANEOUS_QUERIES = 202;
    private static final int MEMORY_LIMIT_EXCEEDED = 241;

    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<ErrorAnswer> handle(HttpRequest request, StoreException exception) {
        LOG.warn("{} failed: {}", request.getUri(), exception.getMessage());
        return switch (exception.code()) {
            case TIMEOUT_EXCEEDED, MEMORY_LIMIT_EXCEEDED ->
                answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The query was too much for the store.",
                        "Choose a shorter range, or fewer series.");
            case TOO_MANY_SIMULTANEOUS_QUERIES ->
                answer(HttpStatus.TOO_MANY_REQUESTS, "The store is busy.", "Try again in some seconds.");
            case StoreException.UNREACHABLE ->
                answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The store can't be reached.",
                        "It is restarted by itself; try again in some seconds. /health/ready says more.");
            default ->
                answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The store refused the query (ClickHouse error " + exception.code() + ").",
                        "The collector's log has the reason.");
        };
    }

    private static HttpResponse<ErrorAnswer> answer(HttpStatus status, String error, String cure) {
        return HttpResponse.<ErrorAnswer>status(status)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(new ErrorAnswer(error, cure));
    }
}
