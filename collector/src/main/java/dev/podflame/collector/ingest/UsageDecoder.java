package dev.podflame.collector.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.podflame.collector.ingest.Batch.UsageBatch;
import dev.podflame.collector.ingest.Batch.UsagePoint;
import dev.podflame.collector.ingest.Rejections.Reason;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads an `ExportMetricsServiceRequest` for the resource usage of series.
///
/// Cumulative sums are kept as they are. What was used between two times is then their difference, whatever was lost
/// or came late in between, and nothing has to be remembered here from one request to the next. A value smaller than
/// the one before means that counting began anew. Sums of differences ("delta") can't be turned into that, and are
/// left out.
///
/// Of the histograms that servers keep of their requests the count is all that is kept, summed up over methods, routes
/// and answers: how many requests the instance has served.
final class UsageDecoder {
    /// Metrics that are kept, by their OpenTelemetry names.
    static final Set<String> METRICS = Set.of(
            "container.cpu.time",
            "process.cpu.time",
            "container.memory.working_set",
            "process.memory.usage",
            "container.cpu.limit",
            "container.memory.limit",
            "container.cpu.throttled.time",
            "container.cpu.throttled.periods",
            "container.cpu.periods");

    /// Histograms with one entry for each request: https://opentelemetry.io/docs/specs/semconv/http/http-metrics/ and
    /// https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/.
    static final Set<String> REQUESTS = Set.of("http.server.request.duration", "rpc.server.call.duration");

    /// What tells one instance of a service from the others: without any of them, several would share a counter.
    private static final Set<String> INSTANCE =
            Set.of("service.instance.id", "k8s.pod.uid", "k8s.pod.name", "container.id", "process.pid");

    private final TimeWindow window;
    private final Rejections rejections;
    private final List<UsagePoint> points = new ArrayList<>();

    UsageDecoder(long receivedMillis, Rejections rejections) {
        this.window = new TimeWindow(receivedMillis, rejections);
        this.rejections = rejections;
    }

    UsageBatch decode(byte[] body) throws InvalidProtocolBufferException {
        for (ResourceMetrics resource :
                ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
            Map<String, String> attributes = attributes(resource.getResource().getAttributesList());
            Map<String, Requests> requests = new TreeMap<>();
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    if (REQUESTS.contains(metric.getName())) {
                        count(metric, requests.computeIfAbsent(metric.getName(), _ -> new Requests()));
                    } else {
                        add(attributes, metric);
                    }
                }
            }
            requests.forEach((name, counted) -> add(attributes, name, counted));
        }
        return new UsageBatch(points);
    }

    private void add(Map<String, String> attributes, Metric metric) {
        List<NumberDataPoint> data = switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsList();
            case SUM ->
                isCumulative(metric.getSum().getAggregationTemporality())
                        ? metric.getSum().getDataPointsList()
                        : List.of();
            case HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY, DATA_NOT_SET -> List.of();
        };
        if (data.isEmpty() || !METRICS.contains(metric.getName())) {
            rejections.add(Reason.UNKNOWN_METRIC);
            return;
        }
        for (NumberDataPoint point : data) {
            double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
            if (!Double.isFinite(value) || value < 0) {
                rejections.add(Reason.UNKNOWN_METRIC);
            } else if (window.keeps(point.getTimeUnixNano())) {
                points.add(new UsagePoint(attributes, metric.getName(), point.getTimeUnixNano(), value));
            }
        }
    }

    /// Requests of one instance up to the newest of their times.
    private static final class Requests {
        long count;
        long timeNanos;

        void add(long more, long time) {
            count += more;
            timeNanos = Math.max(timeNanos, time);
        }
    }

    private void count(Metric metric, Requests requests) {
        switch (metric.getDataCase()) {
            case HISTOGRAM -> {
                if (isCumulative(metric.getHistogram().getAggregationTemporality())) {
                    metric.getHistogram()
                            .getDataPointsList()
                            .forEach(point -> requests.add(point.getCount(), point.getTimeUnixNano()));
                }
            }
            case EXPONENTIAL_HISTOGRAM -> {
                if (isCumulative(metric.getExponentialHistogram().getAggregationTemporality())) {
                    metric.getExponentialHistogram()
                            .getDataPointsList()
                            .forEach(point -> requests.add(point.getCount(), point.getTimeUnixNano()));
                }
            }
            case GAUGE, SUM, SUMMARY, DATA_NOT_SET -> {}
        }
    }

    private void add(Map<String, String> attributes, String name, Requests requests) {
        if (requests.timeNanos == 0) {
            rejections.add(Reason.UNKNOWN_METRIC);
        } else if (Collections.disjoint(attributes.keySet(), INSTANCE)) {
            rejections.add(Reason.NO_INSTANCE);
        } else if (window.keeps(requests.timeNanos)) {
            points.add(new UsagePoint(attributes, name, requests.timeNanos, requests.count));
        }
    }

    private static boolean isCumulative(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue pair : pairs) {
            attributes.put(pair.getKey(), text(pair.getValue()));
        }
        return Attributes.clean(attributes);
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BYTES_VALUE -> HexFormat.of().formatHex(value.getBytesValue().toByteArray());
            // Lists and maps name no series; profiles are read the same way, so both meet in one series.
            default -> "";
        };
    }
}
