package dev.podflame.agent.usage;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Writes an OTLP `ExportMetricsServiceRequest`. Field numbers are those of opentelemetry/proto/metrics/v1 and
/// resource/v1; writing the few that are needed by hand keeps the generated classes out of the agent.
final class MetricsRequest {

    private static final int CUMULATIVE = 2;
    private static final String SCOPE = "podflame.usage";

    private final ByteString.Output request = ByteString.newOutput();
    private int points;

    /// Writes fields into one message.
    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    /// The metrics of one resource.
    static final class Resource {

        private final Map<String, String> attributes;
        private final long startNanos;
        private final ByteString.Output metrics = ByteString.newOutput();
        private int points;

        /// @param startNanos since when the resource's sums count, nanoseconds since the epoch
        Resource(Map<String, String> attributes, long startNanos) {
            this.attributes = attributes;
            this.startNanos = startNanos;
        }

        /// A value that only grows, in seconds.
        void seconds(String name, long timeNanos, long nanos) {
            metric(name, "s", true, out -> {
                out.writeFixed64(2, startNanos);
                out.writeFixed64(3, timeNanos);
                out.writeDouble(4, nanos / 1e9);
            });
        }

        /// A number of events that only grows.
        void count(String name, String unit, long timeNanos, long value) {
            metric(name, unit, true, out -> {
                out.writeFixed64(2, startNanos);
                out.writeFixed64(3, timeNanos);
                out.writeSFixed64(6, value);
            });
        }

        void bytes(String name, long timeNanos, long value) {
            metric(name, "By", false, out -> {
                out.writeFixed64(3, timeNanos);
                out.writeSFixed64(6, value);
            });
        }

        void amount(String name, String unit, long timeNanos, double value) {
            metric(name, unit, false, out -> {
                out.writeFixed64(3, timeNanos);
                out.writeDouble(4, value);
            });
        }

        private void metric(String name, String unit, boolean sum, Fields point) {
            ByteString data = message(out -> {
                out.writeBytes(1, message(point));
                if (sum) {
                    out.writeEnum(2, CUMULATIVE);
                    out.writeBool(3, true);
                }
            });
            append(metrics, 2, message(out -> {
                out.writeString(1, name);
                out.writeString(3, unit);
                out.writeBytes(sum ? 7 : 5, data);
            }));
            points++;
        }

        private ByteString toResourceMetrics() {
            return message(out -> {
                out.writeBytes(1, message(this::writeAttributes));
                out.writeBytes(
                        2,
                        message(scope -> scope.writeBytes(1, message(name -> name.writeString(1, SCOPE))))
                                .concat(metrics.toByteString()));
            });
        }

        private void writeAttributes(CodedOutputStream out) throws IOException {
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                out.writeBytes(1, message(pair -> {
                    pair.writeString(1, attribute.getKey());
                    pair.writeBytes(2, message(value -> value.writeString(1, attribute.getValue())));
                }));
            }
        }
    }

    void add(Resource resource) {
        if (resource.points > 0) {
            append(request, 1, resource.toResourceMetrics());
            points += resource.points;
        }
    }

    /// Number of data points so far.
    int points() {
        return points;
    }

    byte[] toBytes() {
        return request.toByteString().toByteArray();
    }

    private static void append(ByteString.Output to, int field, ByteString content) {
        try {
            message(out -> out.writeBytes(field, content)).writeTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteString message(Fields fields) {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, 256);
        try {
            fields.to(out);
            out.flush();
        } catch (IOException e) {
            // Memory doesn't fail to be written.
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString();
    }
}
