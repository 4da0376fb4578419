package dev.podflame.collector.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.podflame.collector.ingest.Batch.ProfileBatch;
import dev.podflame.profile.otlp.MalformedProfileException;
import dev.podflame.profile.otlp.OtlpLimits;
import dev.podflame.profile.otlp.OtlpRead;
import dev.podflame.profile.otlp.OtlpReader;

/// Turns a request's body into a [Batch], the same way when it comes and when it is read from the spool again.
/// Thread-safe.
public final class BatchDecoder {
    /// The largest body, uncompressed.
    static final int MAX_BODY_BYTES = 64 << 20;

    private static final OtlpLimits LIMITS = new OtlpLimits(MAX_BODY_BYTES, 1 << 20, 8 << 20);

    /// What a body held.
    ///
    /// @param batch what is kept
    /// @param samplesV19 samples in the layout of OTLP 1.9
    /// @param samplesV110 samples in the layout of OTLP 1.10 and later
    /// @param rejected what isn't kept
    record Decoded(Batch batch, int samplesV19, int samplesV110, Rejections rejected) {}

    /// Decodes an entry.
    ///
    /// @throws MalformedBatchException if its payload isn't what it should be
    Decoded decode(SpoolEntry entry) throws MalformedBatchException {
        byte[] body = entry.gzip() ? Gzip.decompress(entry.payload(), MAX_BODY_BYTES) : entry.payload();
        Rejections rejections = new Rejections();
        try {
            return switch (entry.signal()) {
                case PROFILES -> {
                    OtlpRead read = OtlpReader.read(body, LIMITS);
                    read.rejected().forEach(rejections::profile);
                    Batch batch = new ProfileBatch(
                            new ProfileCleaner(entry.receivedMillis(), rejections).clean(read.profiles()));
                    yield new Decoded(batch, read.samplesV19(), read.samplesV110(), rejections);
                }
                case METRICS -> {
                    Batch batch = new UsageDecoder(entry.receivedMillis(), rejections).decode(body);
                    yield new Decoded(batch, 0, 0, rejections);
                }
            };
        } catch (MalformedProfileException | InvalidProtocolBufferException e) {
            throw new MalformedBatchException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Decodes an entry that was decoded before, so can't fail but for a damaged disk or a changed program.
    Batch decodeAgain(SpoolEntry entry) throws DamagedEntryException {
        try {
            return decode(entry).batch();
        } catch (MalformedBatchException e) {
            DamagedEntryException damaged =
                    new DamagedEntryException("a request in the spool can't be read any more: " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }
}
