package dev.podflame.collector;

import dev.podflame.collector.access.Admit;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.InputStream;

/// The description of the API, as the build generated it from the controllers.
@Controller
@Admit(Admit.To.ANYONE)
@Hidden
final class OpenApiController {
    private static final String FILE = "/META-INF/swagger/openapi.yml";
    private static final MediaType YAML = MediaType.of("application/yaml");

    @Get("/openapi.yml")
    @Produces("application/yaml")
    HttpResponse<StreamedFile> openApi() {
        InputStream in = OpenApiController.class.getResourceAsStream(FILE);
        return in == null ? HttpResponse.notFound() : HttpResponse.ok(new StreamedFile(in, YAML));
    }
}
