package dev.podflame.agent.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/// What is written by hand is read by the generated classes.
class MetricsRequestTest {

    private static ExportMetricsServiceRequest parse(MetricsRequest request) throws Exception {
        return ExportMetricsServiceRequest.parseFrom(request.toBytes());
    }

    @Test
    void sumsAreCumulativeAndMonotonicWithTheirStart() throws Exception {
        MetricsRequest.Resource resource = new MetricsRequest.Resource(Map.of("service.name", "shop"), 1_000);
        resource.seconds("process.cpu.time", 5_000, 2_500_000_000L);
        resource.count("container.cpu.periods", "{period}", 5_000, 42);
        MetricsRequest request = new MetricsRequest();
        request.add(resource);
        ResourceMetrics read = parse(request).getResourceMetrics(0);
        Metric time = read.getScopeMetrics(0).getMetrics(0);
        assertEquals("process.cpu.time", time.getName());
        assertEquals("s", time.getUnit());
        assertEquals(
                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
                time.getSum().getAggregationTemporality());
        assertEquals(true, time.getSum().getIsMonotonic());
        assertEquals(
                NumberDataPoint.newBuilder()
                        .setStartTimeUnixNano(1_000)
                        .setTimeUnixNano(5_000)
                        .setAsDouble(2.5)
                        .build(),
                time.getSum().getDataPoints(0));
        assertEquals(
                42,
                read.getScopeMetrics(0).getMetrics(1).getSum().getDataPoints(0).getAsInt());
        assertEquals("podflame.usage", read.getScopeMetrics(0).getScope().getName());
    }

    @Test
    void amountsAreGauges() throws Exception {
        MetricsRequest.Resource resource = new MetricsRequest.Resource(Map.of(), 0);
        resource.bytes("container.memory.limit", 7, 1L << 40);
        resource.amount("container.cpu.limit", "{cpu}", 7, 1.5);
        MetricsRequest request = new MetricsRequest();
        request.add(resource);
        ResourceMetrics read = parse(request).getResourceMetrics(0);
        assertEquals(
                1L << 40,
                read.getScopeMetrics(0)
                        .getMetrics(0)
                        .getGauge()
                        .getDataPoints(0)
                        .getAsInt());
        assertEquals(
                1.5,
                read.getScopeMetrics(0)
                        .getMetrics(1)
                        .getGauge()
                        .getDataPoints(0)
                        .getAsDouble());
    }

    @Test
    void aResourceWithoutPointsIsLeftOut() throws Exception {
        MetricsRequest request = new MetricsRequest();
        request.add(new MetricsRequest.Resource(Map.of("service.name", "shop"), 1));
        assertEquals(0, request.points());
        assertEquals(0, parse(request).getResourceMetricsCount());
    }

    @Property
    void attributesArriveAsTheyWere(@ForAll Map<@NotEmpty String, String> written, @ForAll long bytes)
            throws Exception {
        // A lone half of a surrogate pair is no text, and no wire format can hold it.
        Map<String, String> attributes = new TreeMap<>();
        written.forEach((name, value) -> attributes.put(encodable(name), encodable(value)));
        MetricsRequest.Resource resource = new MetricsRequest.Resource(attributes, 1);
        resource.bytes("process.memory.usage", 1, bytes);
        MetricsRequest request = new MetricsRequest();
        request.add(resource);
        request.add(resource);
        ExportMetricsServiceRequest read = parse(request);
        assertEquals(2, read.getResourceMetricsCount());
        Map<String, String> arrived = new TreeMap<>();
        read.getResourceMetrics(1)
                .getResource()
                .getAttributesList()
                .forEach(pair -> arrived.put(pair.getKey(), pair.getValue().getStringValue()));
        assertEquals(attributes, arrived);
        assertEquals(
                bytes,
                read.getResourceMetrics(1)
                        .getScopeMetrics(0)
                        .getMetrics(0)
                        .getGauge()
                        .getDataPoints(0)
                        .getAsInt());
    }

    private static String encodable(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
