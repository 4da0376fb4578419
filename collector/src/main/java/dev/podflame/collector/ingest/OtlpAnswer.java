package dev.podflame.collector.ingest;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesPartialSuccess;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The bodies that OTLP answers with (opentelemetry.io/docs/specs/otlp, "OTLP/HTTP Response").
final class OtlpAnswer {
    private OtlpAnswer() {}

    /// Success, partial if something wasn't kept.
    static byte[] success(Signal signal, int rejected, String message) {
        return switch (signal) {
            case PROFILES -> {
                ExportProfilesServiceResponse.Builder response = ExportProfilesServiceResponse.newBuilder();
                if (rejected > 0) {
                    response.setPartialSuccess(ExportProfilesPartialSuccess.newBuilder()
                            .setRejectedProfiles(rejected)
                            .setErrorMessage(message));
                }
                yield response.build().toByteArray();
            }
            case METRICS -> {
                ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
                if (rejected > 0) {
                    response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                            .setRejectedDataPoints(rejected)
                            .setErrorMessage(message));
                }
                yield response.build().toByteArray();
            }
        };
    }

    /// A `google.rpc.Status`: field 1 the gRPC code, field 2 the message.
    static byte[] failure(int grpcCode, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeInt32(1, grpcCode);
            out.writeString(2, message);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
