package dev.podflame.collector.report;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.access.Admit;
import dev.podflame.collector.access.Caller;
import dev.podflame.collector.ingest.BodyTooLargeException;
import dev.podflame.collector.ingest.Gzip;
import dev.podflame.collector.ingest.MalformedBatchException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;

/// Takes the node agents' reports.
@Controller
@Admit(Admit.To.AGENTS)
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {
    private static final int LARGEST = 4 << 20;

    private final ReportReader reader = new ReportReader();
    private final ReportStore store;

    ReportController(ReportStore store) {
        this.store = store;
    }

    /// Why a report isn't taken.
    @Serdeable
    record NotTaken(String error, String cure) {}

    /// 204 if it is taken.
    @Post("/agent/v1/report")
    HttpResponse<NotTaken> report(HttpRequest<?> request, @Body InputStream body) throws AccessException, IOException {
        try {
            AgentReport report = reader.read(uncompressed(request.getHeaders(), body));
            if (!Caller.of(request).speaksFor(report.node())) {
                throw AccessException.forbidden(
                        "The token is bound to another node than the report's: " + report.node() + ".",
                        "An agent reports its own node: --node must be the node's name in Kubernetes.");
            }
            return store.put(report)
                    ? HttpResponse.noContent()
                    : refused(HttpStatus.TOO_MANY_REQUESTS, "there are reports of too many nodes");
        } catch (BodyTooLargeException e) {
            return refused(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "a report has at most 4 MiB")
                    .header(HttpHeaders.CONNECTION, "close");
        } catch (BadReportException | MalformedBatchException e) {
            return refused(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] uncompressed(HttpHeaders headers, InputStream body)
            throws IOException, MalformedBatchException, BadReportException {
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new BodyTooLargeException(LARGEST);
        }
        String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return bytes;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new BadReportException("compress with gzip or not at all");
        }
        return Gzip.decompress(bytes, LARGEST);
    }

    private static MutableHttpResponse<NotTaken> refused(HttpStatus status, String error) {
        return HttpResponse.<NotTaken>status(status)
                .body(new NotTaken(
                        error,
                        "A report looks as ARCHITECTURE.md says; agent and collector should be of one version."));
    }
}
