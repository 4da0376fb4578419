package dev.podflame.collector.api;

import dev.podflame.collector.query.BadQueryException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// A question that can't be answered: 400 with its reason.
@Singleton
final class BadQueryHandler implements ExceptionHandler<BadQueryException, HttpResponse<ErrorAnswer>> {
    @Override
    @SuppressWarnings("rawtypes") // the interface has it raw
    public HttpResponse<ErrorAnswer> handle(HttpRequest request, BadQueryException exception) {
        String message = exception.getMessage();
        return HttpResponse.badRequest(new ErrorAnswer(message == null ? "Bad query." : message, exception.cure()));
    }
}
