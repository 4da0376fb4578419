package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.collector.flamegraph.Json;
import dev.podflame.profile.ProfileType;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services that count their requests as OpenTelemetry's SDKs do, once a minute, over two minutes that are compared.
class RequestCountsIT {
    private static final AggregationTemporality CUMULATIVE = AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    private static final long NANOS = 1_000_000_000;

    @TempDir
    private static Path data;

    private static CollectorProcess collector;
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 3600) / 60 * 60;
        collector = CollectorProcess.start(data);
        for (String service : new String[] {"shop", "restarted", "counts-nothing"}) {
            new JvmLoad(service)
                    .add(ProfileType.CPU, 1, begin, "main;answer", 900)
                    .add(ProfileType.CPU, 1, begin + 60, "main;answer", 300)
                    .send(collector);
        }
        for (int minute = -1; minute <= 3; minute++) {
            // Ten requests a second all the time, and five more until the end of the first minute.
            send("shop", Map.of("service.instance.id", "a"), http(minute, 400L * (minute + 5), 200L * (minute + 5)));
            if (minute <= 1) {
                send("shop", Map.of("service.instance.id", "b"), rpc(minute, 300L * (minute + 1)));
            }
            // Begins anew after the first minute, and has served 60 requests when it is asked again.
            long served = minute <= 1 ? 1000 + 60L * minute : 60L * (minute - 1);
            send("restarted", Map.of("process.pid", "9"), http(minute, served, 0));
        }
        collector.awaitStored();
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
    }

    @Test
    void requestsOfAllInstancesAreAddedUp() throws Exception {
        Json diff = diff("shop");
        assertEquals(900, requests(diff, "before"), 0.01);
        assertEquals(600, requests(diff, "after"), 0.01);
    }

    @Test
    void whatCountsAnewIsNoLoss() throws Exception {
        Json diff = diff("restarted");
        assertEquals(60, requests(diff, "before"), 0.01);
        assertEquals(60, requests(diff, "after"), 0.01);
    }

    @Test
    void whereNothingCountsThemTheyAreUnknown() throws Exception {
        Json diff = diff("counts-nothing");
        assertTrue(diff.at("before", "requests").isNull());
        assertTrue(diff.at("after", "requests").isNull());
    }

    @Test
    void whatIsLeftOutIsCounted() throws Exception {
        double instances = collector.metric("podflame_ingest_rejected_total", "no_instance");
        double unknown = collector.metric("podflame_ingest_rejected_total", "unknown_metric");
        send("shop", Map.of(), http(0, 7, 7));
        Histogram delta = Histogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(point(0, 5))
                .build();
        send("shop", Map.of("service.instance.id", "c"), http(delta));
        assertEquals(instances + 1, collector.metric("podflame_ingest_rejected_total", "no_instance"));
        assertEquals(unknown + 1, collector.metric("podflame_ingest_rejected_total", "unknown_metric"));
    }

    private static double requests(Json diff, String side) {
        return diff.at(side, "requests").decimal();
    }

    private static Json diff(String service) throws Exception {
        long[] minutes = {begin * 1000, (begin + 60) * 1000, (begin + 120) * 1000};
        HttpResponse<String> answer = collector.get("/api/v1/diff.json?namespace=demo&service=" + service + "&a.from="
                + minutes[0] + "&a.to=" + minutes[1] + "&b.from=" + minutes[1] + "&b.to=" + minutes[2]);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HistogramDataPoint point(int minute, long count) {
        return HistogramDataPoint.newBuilder()
                .setTimeUnixNano((begin + 60L * minute) * NANOS)
                .setCount(count)
                .build();
    }

    /// Counts by route, as servers keep them.
    private static Metric http(int minute, long oneRoute, long anotherRoute) {
        return http(Histogram.newBuilder()
                .setAggregationTemporality(CUMULATIVE)
                .addDataPoints(point(minute, oneRoute))
                .addDataPoints(point(minute, anotherRoute))
                .build());
    }

    private static Metric http(Histogram histogram) {
        return Metric.newBuilder()
                .setName("http.server.request.duration")
                .setHistogram(histogram)
                .build();
    }

    private static Metric rpc(int minute, long count) {
        ExponentialHistogramDataPoint point = ExponentialHistogramDataPoint.newBuilder()
                .setTimeUnixNano((begin + 60L * minute) * NANOS)
                .setCount(count)
                .build();
        return Metric.newBuilder()
                .setName("rpc.server.call.duration")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(CUMULATIVE)
                        .addDataPoints(point))
                .build();
    }

    private static void send(String service, Map<String, String> instance, Metric metric) throws Exception {
        Resource.Builder resource = Resource.newBuilder()
                .addAttributes(attribute("service.name", service))
                .addAttributes(attribute("service.namespace", "demo"));
        instance.forEach((name, value) -> resource.addAttributes(attribute(name, value)));
        byte[] body = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource)
                        .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
                .build()
                .toByteArray();
        assertEquals(200, collector.send("/v1/metrics", body).statusCode());
    }

    private static KeyValue attribute(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
