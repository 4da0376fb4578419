package dev.podflame.collector.ingest;

import dev.podflame.collector.access.Admit;
import dev.podflame.collector.access.Caller;
import io.grpc.Status;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/// OTLP over HTTP, in protobuf.
@Controller
@Admit(Admit.To.AGENTS)
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Produces(OtlpController.PROTOBUF)
final class OtlpController {
    static final String PROTOBUF = "application/x-protobuf";

    private final Receiver receiver;

    OtlpController(Receiver receiver) {
        this.receiver = receiver;
    }

    @Post("/v1development/profiles")
    HttpResponse<byte[]> profiles(HttpRequest<?> request, @Body InputStream body) throws IOException {
        return receive(Signal.PROFILES, request, body);
    }

    @Post("/v1/metrics")
    @Admit(Admit.To.METRICS)
    HttpResponse<byte[]> metrics(HttpRequest<?> request, @Body InputStream body) throws IOException {
        return receive(Signal.METRICS, request, body);
    }

    private HttpResponse<byte[]> receive(Signal signal, HttpRequest<?> request, InputStream body) throws IOException {
        Optional<HttpResponse<byte[]>> refused = refuseForeign(request).or(() -> refuse(request.getHeaders()));
        if (refused.isPresent()) {
            return refused.get();
        }
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(BatchDecoder.MAX_BODY_BYTES + 1);
        }
        if (bytes.length > BatchDecoder.MAX_BODY_BYTES) {
            return tooLarge();
        }
        boolean gzip = "gzip".equals(encoding(request.getHeaders()));
        return answer(signal, receiver.receive(signal, request.getHeaders().get(BatchId.HEADER), gzip, bytes));
    }

    /// An agent whose token is bound to a node speaks for no other.
    private static Optional<HttpResponse<byte[]>> refuseForeign(HttpRequest<?> request) {
        String batch = request.getHeaders().get(BatchId.HEADER);
        String node = batch == null ? "" : batch.substring(0, Math.max(0, batch.indexOf('/')));
        return Caller.of(request).speaksFor(node)
                ? Optional.empty()
                : Optional.of(failure(
                        HttpStatus.FORBIDDEN,
                        Status.Code.PERMISSION_DENIED,
                        "the token is bound to another node than the batch's: \"" + CleanText.clean(node) + "\""));
    }

    private static Optional<HttpResponse<byte[]>> refuse(HttpHeaders headers) {
        String type = headers.contentType().map(MediaType::getName).orElse("");
        if (!type.equals(PROTOBUF)) {
            return Optional.of(failure(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    Status.Code.INVALID_ARGUMENT,
                    "send OTLP as " + PROTOBUF + ", not as \"" + CleanText.clean(type) + "\""));
        }
        String encoding = encoding(headers);
        if (!encoding.isEmpty() && !encoding.equals("gzip") && !encoding.equals("identity")) {
            return Optional.of(failure(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    Status.Code.INVALID_ARGUMENT,
                    "compress with gzip or not at all, not with \"" + CleanText.clean(encoding) + "\""));
        }
        if (headers.contentLength().orElse(0) > BatchDecoder.MAX_BODY_BYTES) {
            return Optional.of(tooLarge());
        }
        return Optional.empty();
    }

    /// The rest of the body isn't read, so nothing can follow it on this connection.
    private static HttpResponse<byte[]> tooLarge() {
        return failure(
                        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                        Status.Code.INVALID_ARGUMENT,
                        "a request has at most 64 MiB; send smaller batches")
                .header(HttpHeaders.CONNECTION, "close");
    }

    private static String encoding(HttpHeaders headers) {
        String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
        return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private static HttpResponse<byte[]> answer(Signal signal, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(int rejected, String message) ->
                HttpResponse.ok(OtlpAnswer.success(signal, rejected, message));
            case Outcome.Repeated repeated -> HttpResponse.ok(OtlpAnswer.success(signal, 0, ""));
            case Outcome.Malformed(String reason) ->
                failure(HttpStatus.BAD_REQUEST, Status.Code.INVALID_ARGUMENT, reason);
            case Outcome.TooLarge(String reason) ->
                failure(HttpStatus.REQUEST_ENTITY_TOO_LARGE, Status.Code.INVALID_ARGUMENT, reason);
            case Outcome.Overloaded(String reason, int seconds) ->
                failure(HttpStatus.TOO_MANY_REQUESTS, Status.Code.RESOURCE_EXHAUSTED, reason)
                        .header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
            case Outcome.Unavailable(String reason, int seconds) ->
                failure(HttpStatus.SERVICE_UNAVAILABLE, Status.Code.UNAVAILABLE, reason)
                        .header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        };
    }

    private static MutableHttpResponse<byte[]> failure(HttpStatus status, Status.Code code, String message) {
        return HttpResponse.<byte[]>status(status).body(OtlpAnswer.failure(code.value(), message));
    }
}
