package dev.podflame.bench.store;

import dev.podflame.bench.synthetic.PodBucket;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.ProfileType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/// Rows of the table `samples` in RowBinary, up to the size that the collector inserts at once. Not thread-safe.
public final class SampleBlock {
    public static final List<String> COLUMNS =
            List.of("service_id", "type", "series_id", "ts", "stack_id", "value", "slots", "weights");

    /// Empty, since all samples weigh the same.
    private static final byte NO_WEIGHTS = 0;

    static final int MOST_ROWS = 500_000;

    private static final byte[] TYPE = ProfileType.CPU.label().getBytes(StandardCharsets.UTF_8);
    /// Of a row with one slot. More of them take two bytes each, and all but a few rows have one.
    private static final int ROW_BYTES = 4 * Long.BYTES + 1 + TYPE.length + Integer.BYTES + Short.BYTES + 2;

    private final SyntheticProfiles profiles;
    private final long serviceId = ContentIds.service(SyntheticProfiles.NAMESPACE, SyntheticProfiles.SERVICE);
    private final long[] stackIds;
    private final long[] seriesIds;
    private final ByteBuffer rows = ByteBuffer.allocate(MOST_ROWS * ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int count;

    public SampleBlock(SyntheticProfiles profiles) {
        this.profiles = profiles;
        List<Frame> frames = profiles.tree().frames();
        long[] frameIds = frames.stream().mapToLong(ContentIds::frame).toArray();
        stackIds = new long[profiles.tree().size()];
        for (int i = 0; i < stackIds.length; i++) {
            int[] stack = profiles.tree().stack(i);
            long[] ids = new long[stack.length];
            for (int depth = 0; depth < ids.length; depth++) {
                ids[depth] = frameIds[stack[depth]];
            }
            stackIds[i] = ContentIds.stack(ids);
        }
        seriesIds = new long[profiles.shape().pods()];
        for (int pod = 0; pod < seriesIds.length; pod++) {
            seriesIds[pod] = ContentIds.series(new TreeMap<>(profiles.attributes(pod)));
        }
    }

    /// Adds what a pod did in a bucket, unless the block is full.
    public boolean add(int pod, int bucket) {
        PodBucket added = profiles.bucket(pod, bucket);
        if (rows.remaining() < bytesOf(added)) {
            return false;
        }
        for (int i = 0; i < added.rows(); i++) {
            rows.putLong(serviceId).put((byte) TYPE.length).put(TYPE).putLong(seriesIds[pod]);
            rows.putInt((int) profiles.bucketSeconds(bucket)).putLong(stackIds[added.stacks()[i]]);
            rows.putLong(added.nanos()[i]).put((byte) added.slots()[i].length);
            for (int slot : added.slots()[i]) {
                rows.putShort((short) slot);
            }
            rows.put(NO_WEIGHTS);
        }
        count += added.rows();
        return true;
    }

    public int rows() {
        return count;
    }

    /// The encoded rows: the first [#length] bytes.
    public byte[] bytes() {
        return rows.array();
    }

    public int length() {
        return rows.position();
    }

    public void clear() {
        rows.clear();
        count = 0;
    }

    /// No list of slots is so long that its length takes two bytes: 128 of 200 samples would be on one stack.
    private static int bytesOf(PodBucket bucket) {
        int bytes = bucket.rows() * ROW_BYTES;
        for (int[] slots : bucket.slots()) {
            bytes += (slots.length - 1) * Short.BYTES;
            if (slots.length > Byte.MAX_VALUE) {
                throw new IllegalArgumentException("too many samples on one stack: " + slots.length);
            }
        }
        return bytes;
    }
}
