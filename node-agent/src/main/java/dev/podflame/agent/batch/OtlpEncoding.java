package dev.podflame.agent.batch;

import dev.podflame.profile.Profiles;
import dev.podflame.profile.otlp.OtlpWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// OTLP, compressed by gzip: what every collector reads.
public final class OtlpEncoding implements BatchEncoding {

    @Override
    public EncodedBatch encode(Profiles profiles) {
        return new EncodedBatch(EncodedBatch.Encoding.OTLP_PROFILES, gzip(OtlpWriter.write(profiles)));
    }

    /// Usage metrics, which come encoded as OTLP, for the same way.
    public static EncodedBatch metrics(byte[] exportMetricsServiceRequest) {
        return new EncodedBatch(EncodedBatch.Encoding.OTLP_METRICS, gzip(exportMetricsServiceRequest));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return packed.toByteArray();
    }
}
