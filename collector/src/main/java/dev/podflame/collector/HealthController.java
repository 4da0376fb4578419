package dev.podflame.collector;

import dev.podflame.collector.access.Admit;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/// Tells whoever runs the collector how it is.
@Controller("/health")
@Admit(Admit.To.ANYONE)
@Tag(name = "health")
final class HealthController {
    private final Readiness readiness;

    HealthController(Readiness readiness) {
        this.readiness = readiness;
    }

    /// How it is.
    ///
    /// @param ready whether requests are taken and stored
    /// @param reasons what is wrong, one sentence each
    @Serdeable
    record Health(boolean ready, List<String> reasons) {}

    /// The program runs: answers as long as it can answer.
    @Get("/live")
    Health live() {
        return new Health(true, List.of());
    }

    /// The program does its work: spool and store can be written. 503 with the reasons if not.
    @Get("/ready")
    HttpResponse<Health> ready() {
        List<String> reasons = readiness.reasons();
        return reasons.isEmpty()
                ? HttpResponse.ok(new Health(true, reasons))
                : HttpResponse.<Health>status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health(false, reasons));
    }
}
