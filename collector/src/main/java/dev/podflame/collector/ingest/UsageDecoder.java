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
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    add(attributes, metric);
                }
            }
        }
        return new UsageBatch(points);
    }

    private void add(Map<String, String> attributes, Metric metric) {
        List<NumberDataPoint> data = switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsList();
            case SUM ->
                metric.getSum().getAggregationTemporality() == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
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
