package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.Series;
import dev.podflame.collector.query.TypesReader;
import dev.podflame.collector.query.UsageReader;
import dev.podflame.collector.store.StoreException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The containers and processes of a service or of a pod, and what they can be filtered by.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SeriesController {
    private final RequestReader requests;
    private final ScopeFinder scopes;
    private final UsageReader usages;
    private final TypesReader types;

    SeriesController(RequestReader requests, ScopeFinder scopes, UsageReader usages, TypesReader types) {
        this.requests = requests;
        this.scopes = scopes;
        this.usages = usages;
        this.types = types;
    }

    /// A container or process; times in milliseconds.
    @Serdeable
    record SeriesRow(
            String id,
            String runtime,
            Map<String, String> labels,
            long firstSeen,
            long lastSeen,
            @Nullable Double cpuCores) {}

    /// The series that the filters choose, the profile types that they have samples of, and the facets of all series.
    @Serdeable
    record SeriesAnswer(long from, long to, List<SeriesRow> series, List<String> types, List<FacetRow> facets) {}

    /// Series seen in the range. Filters narrow the list; of a facet they narrow the numbers only, and
    /// only those by other names, so that alternatives stay in sight.
    @Get("/series")
    @QueryParameters
    SeriesAnswer series(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        Scope scope = scopes.find(request);
        List<Series> all = scope.series();
        Map<Long, Double> cores = usages.coresBySeries(scope.whole(), all, request.range());
        List<SeriesRow> chosen = new ArrayList<>();
        for (Series series : all) {
            if (request.filter().matches(series)) {
                chosen.add(row(series, cores.get(series.id())));
            }
        }
        return new SeriesAnswer(
                request.range().from() * 1000,
                request.range().to() * 1000,
                chosen,
                List.copyOf(types.read(scope.chosen(), request.range(), request.now())),
                FacetRow.of(all, cores, request.filter()));
    }

    private static SeriesRow row(Series series, @Nullable Double cores) {
        return new SeriesRow(
                Long.toUnsignedString(series.id()),
                series.runtime(),
                series.labels(),
                series.firstSeen() * 1000,
                series.lastSeen() * 1000,
                cores == null ? null : Numbers.orNull(cores));
    }
}
