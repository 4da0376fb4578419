package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.HeatMap;
import dev.podflame.collector.query.HeatMapReader;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.TimeSlots;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;

/// When within the seconds samples were taken.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HeatMapController {
    private final RequestReader requests;
    private final ScopeFinder scopes;
    private final HeatMapReader heatMaps;

    HeatMapController(RequestReader requests, ScopeFinder scopes, HeatMapReader heatMaps) {
        this.requests = requests;
        this.scopes = scopes;
        this.heatMaps = heatMaps;
    }

    /// A heat map as its cells that weigh something: `cells` are column × `rows` + row in ascending order,
    /// `values` what they weigh. `total` is `untimed` and all values.
    @Serdeable
    record HeatMapAnswer(
            long from,
            long to,
            String type,
            String unit,
            int slotMillis,
            int rows,
            long start,
            long columns,
            List<Integer> cells,
            List<Long> values,
            long total,
            long untimed) {}

    /// What was sampled in each 20 ms of the range: a column for each second, 50 rows down. Of a range that
    /// is longer than 15 minutes, its last 15 minutes. Not narrowed by thread.
    @Get("/heatmap.json")
    @QueryParameters
    HeatMapAnswer heatMap(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        Scope scope = scopes.find(request);
        HeatMap map = heatMaps.read(scope.chosen(), request.type(), request.range(), request.now());
        long from = map.range().from() * 1000;
        return new HeatMapAnswer(
                from,
                map.range().to() * 1000,
                request.type().label(),
                request.type().unit().label(),
                TimeSlots.MILLIS,
                HeatMap.ROWS,
                from,
                map.range().seconds(),
                Arrays.stream(map.cells()).boxed().toList(),
                Arrays.stream(map.values()).boxed().toList(),
                map.total(),
                map.untimed());
    }
}
