package dev.podflame.bench.synthetic;

/// How large the made-up service is.
///
/// @param stacks distinct stacks it can show
/// @param pods its pods; each keeps one core busy
/// @param podsPerNode pods whose samples one agent sends together
/// @param seconds the time that is looked at, whole minutes
/// @param marginSeconds samples after that time, so that later ranges of the same length are as full
public record Shape(int stacks, int pods, int podsPerNode, int seconds, int marginSeconds) {
    public static final int BUCKET_SECONDS = 10;

    private static final int MINUTE = 60;

    public Shape {
        if (stacks < 1 || pods < 1 || podsPerNode < 1 || pods % podsPerNode != 0) {
            throw new IllegalArgumentException("stacks and pods must be positive, and the nodes be full");
        }
        if (seconds < MINUTE || seconds % MINUTE != 0 || marginSeconds < 0 || marginSeconds % BUCKET_SECONDS != 0) {
            throw new IllegalArgumentException("the time is whole minutes, the margin whole buckets");
        }
    }

    public int nodes() {
        return pods / podsPerNode;
    }

    public int minutes() {
        return seconds / MINUTE;
    }

    /// Buckets of 10 s, margin included.
    public int buckets() {
        return (seconds + marginSeconds) / BUCKET_SECONDS;
    }
}
