package dev.podflame.collector.api;

import dev.podflame.collector.access.Admit;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Serves the page: its files, and `index.html` for every other path, because the page reads the path itself.
@Hidden
@Controller
@Admit(Admit.To.ANYONE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {
    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String INDEX = "index.html";
    private static final String ASSETS = "assets/";
    /// Below these, a path that isn't there is a mistake, not a view of the page.
    private static final List<String> NOT_PAGES = List.of("api/", "agent/", "v1/", "v1development/");

    private static final String NOT_BUILT =
            "Podflame's page isn't built into this collector. Run: make build\nThe API is there: /api/v1/services\n";

    /// Answers what no other controller has a route for.
    @Error(status = HttpStatus.NOT_FOUND, global = true)
    HttpResponse<?> file(HttpRequest<?> request) throws IOException {
        String path = request.getPath().substring(1);
        boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        if (!reads || NOT_PAGES.stream().anyMatch(path::startsWith)) {
            return HttpResponse.notFound(
                            new ErrorAnswer("There is no /" + path + ".", "/openapi.yml lists what there is."))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        Optional<byte[]> file = PageFiles.find(path);
        if (file.isPresent() && !path.equals(INDEX)) {
            // Names of assets have a hash of their content.
            String keep = path.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache";
            return answer(path, file.get(), keep);
        }
        return path.startsWith(ASSETS)
                ? HttpResponse.notFound("There is no /" + path + ".\n").contentType(MediaType.TEXT_PLAIN_TYPE)
                : page();
    }

    private static HttpResponse<?> page() throws IOException {
        Optional<byte[]> index = PageFiles.find(INDEX);
        return index.isPresent()
                ? answer(INDEX, index.get(), "no-cache")
                : HttpResponse.ok(NOT_BUILT).contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    private static HttpResponse<byte[]> answer(String path, byte[] file, String cacheControl) {
        return HttpResponse.ok(file)
                .header(HttpHeaders.CONTENT_TYPE, PageFiles.mediaType(path))
                .header(HttpHeaders.CACHE_CONTROL, cacheControl);
    }
}
