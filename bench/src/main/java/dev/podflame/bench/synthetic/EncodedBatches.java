package dev.podflame.bench.synthetic;

import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.otlp.OtlpWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/// All requests of one node's agent, encoded before any clock starts: OTLP under gzip, one after the other in a file.
/// Read by one thread.
public final class EncodedBatches implements AutoCloseable {
    private final FileChannel file;
    private final long[] ends;
    private long rows;
    private long nanos;
    private long plainBytes;

    private EncodedBatches(FileChannel file, int count) {
        this.file = file;
        this.ends = new long[count];
    }

    /// Encodes the batches of a node.
    public static EncodedBatches encode(SyntheticProfiles profiles, int node, Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ);
        EncodedBatches batches = new EncodedBatches(file, profiles.shape().buckets());
        for (int bucket = 0; bucket < batches.size(); bucket++) {
            batches.append(bucket, profiles.batch(node, bucket));
        }
        return batches;
    }

    public int size() {
        return ends.length;
    }

    /// The body of a request.
    public byte[] body(int batch) throws IOException {
        long begin = batch == 0 ? 0 : ends[batch - 1];
        ByteBuffer body = ByteBuffer.allocate((int) (ends[batch] - begin));
        while (body.hasRemaining()) {
            if (file.read(body, begin + body.position()) < 0) {
                throw new IOException("the file of encoded batches was cut");
            }
        }
        return body.array();
    }

    /// Rows that the samples of all batches come to: one of each stack of a pod in 10 s.
    public long rows() {
        return rows;
    }

    /// CPU nanoseconds in all batches.
    public long nanos() {
        return nanos;
    }

    /// Bytes as sent.
    public long sentBytes() {
        return ends[ends.length - 1];
    }

    /// Bytes before compression.
    public long plainBytes() {
        return plainBytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void append(int bucket, Profiles batch) throws IOException {
        for (ResourceProfile profile : batch.profiles()) {
            nanos = Math.addExact(nanos, profile.samples().total());
            rows += stacks(profile.samples());
        }
        byte[] plain = OtlpWriter.write(batch);
        plainBytes += plain.length;
        ByteBuffer packed = ByteBuffer.wrap(gzip(plain));
        while (packed.hasRemaining()) {
            file.write(packed);
        }
        ends[bucket] = file.position();
    }

    /// Number of stacks in samples that are sorted by stack.
    private static int stacks(Samples samples) {
        int stacks = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (i == 0 || samples.stack(i) != samples.stack(i - 1)) {
                stacks++;
            }
        }
        return stacks;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return packed.toByteArray();
    }
}
