package dev.podflame.collector.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/// Gives every error the same body, also those that the framework makes. What went wrong inside is for the log, not for
/// whoever asked.
@Singleton
@Primary
final class ErrorAnswers implements ErrorResponseProcessor<ErrorAnswer> {
    @Override
    public MutableHttpResponse<ErrorAnswer> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        ErrorAnswer answer = response.code() >= 500
                ? new ErrorAnswer("The collector failed to answer.", "Its log has the reason.")
                : new ErrorAnswer(message(context, status), "/openapi.yml says what requests look like.");
        return response.<ErrorAnswer>body(answer).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static String message(ErrorContext context, HttpStatus status) {
        return context.hasErrors() ? context.getErrors().getFirst().getMessage() : status.getReason();
    }
}
