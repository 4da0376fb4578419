package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.Routes.Route;
import dev.podflame.collector.access.Admit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the build generated for those who write clients.
class OpenApiTest {
    private final List<String> lines;

    OpenApiTest() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            assertTrue(in != null, "the build writes openapi.yml");
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void everyRouteForReadersIsDescribed() {
        for (Route route : Routes.of(Admit.To.READERS)) {
            assertTrue(lines.contains("  " + route.path() + ":"), route.path());
        }
        assertTrue(lines.contains("  /api/v1/session:"));
    }

    @Test
    void everyParameterIsAText() {
        int parameters = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("        schema:")) {
                assertEquals("          type: string", lines.get(i + 1), "line " + (i + 2));
                parameters++;
            }
        }
        assertTrue(parameters > 100, parameters + " parameters");
    }
}
