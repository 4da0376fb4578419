package dev.podflame.profile;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Map;

/// 64-bit ids computed from content (XXH3), so that every agent and collector gives the same frame, stack and series
/// the same id without asking anyone. They are stored: changing what goes in changes every id.
///
/// 64 bits suffice for dictionaries of one service: with 100,000 stacks the odds of a collision are 1 in 3.7 billion.
public final class ContentIds {
    private static final Hasher64 XXH3 = Hashing.xxh3_64();

    private ContentIds() {}

    /// Id of a frame.
    public static long frame(Frame frame) {
        return XXH3.hashStream()
                .putString(frame.name())
                .putString(frame.file())
                .putInt(frame.line())
                .putString(frame.module())
                .putString(frame.kind().label())
                .getAsLong();
    }

    /// Id of a stack from the ids of its frames, root first.
    public static long stack(long[] frameIds) {
        return XXH3.hashStream().putLongArray(frameIds).getAsLong();
    }

    /// Id of a series from its attributes, which must be in the order of their names.
    public static long series(Map<String, String> sortedAttributes) {
        HashStream64 stream = XXH3.hashStream();
        sortedAttributes.forEach((name, value) -> stream.putString(name).putString(value));
        return stream.putInt(sortedAttributes.size()).getAsLong();
    }

    /// Id of a service.
    public static long service(String namespace, String service) {
        return XXH3.hashStream().putString(namespace).putString(service).getAsLong();
    }
}
