package dev.podflame.bench.synthetic;

import dev.podflame.profile.Frame;
import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.TimeSlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The samples of a made-up service: every pod keeps one core busy, 20 samples a second, stacks by popularity u⁶ (a
/// few are met all the time, most now and then), summed up by 10 s and 20 ms as agents do.
///
/// Each bucket of a pod is made from the seed alone, in any order and on any thread.
public final class SyntheticProfiles {
    public static final String NAMESPACE = "bench";
    public static final String SERVICE = "checkout";

    private static final int SAMPLES_PER_SECOND = 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_SAMPLE = NANOS_PER_SECOND / SAMPLES_PER_SECOND;
    private static final int POPULARITY = 6;
    private static final int SLOTS = Shape.BUCKET_SECONDS * TimeSlots.PER_SECOND;

    private final Shape shape;
    private final StackTree tree;
    private final List<Frame> frames;
    private final long startSeconds;
    private final long seed;

    /// @param startSeconds time of the first bucket, in seconds since the Unix epoch
    public SyntheticProfiles(Shape shape, long startSeconds, long seed) {
        this.shape = shape;
        this.tree = new StackTree(shape.stacks(), seed);
        this.frames = tree.frames();
        this.startSeconds = startSeconds;
        this.seed = seed;
    }

    public Shape shape() {
        return shape;
    }

    public StackTree tree() {
        return tree;
    }

    /// When the first bucket begins, in seconds since the Unix epoch.
    public long startSeconds() {
        return startSeconds;
    }

    public long bucketSeconds(int bucket) {
        return startSeconds + (long) bucket * Shape.BUCKET_SECONDS;
    }

    /// The rows of a pod in a bucket, in the order of the stacks' numbers.
    public PodBucket bucket(int pod, int bucket) {
        SplittableRandom random = new SplittableRandom(seed ^ (((long) pod << 32) | bucket) * 0x9e3779b97f4a7c15L);
        long phase = random.nextLong(NANOS_PER_SAMPLE);
        long[] drawn = new long[SAMPLES_PER_SECOND * Shape.BUCKET_SECONDS];
        for (int i = 0; i < drawn.length; i++) {
            long slot = (phase + i * NANOS_PER_SAMPLE) / TimeSlots.NANOS;
            int stack = (int) (tree.size() * Math.pow(random.nextDouble(), POPULARITY));
            drawn[i] = (long) stack * SLOTS + slot;
        }
        Arrays.sort(drawn);
        int[] stacks = new int[drawn.length];
        long[] nanos = new long[drawn.length];
        int[][] slots = new int[drawn.length][];
        int rows = 0;
        for (int begin = 0, end = 0; begin < drawn.length; begin = end) {
            long stack = drawn[begin] / SLOTS;
            while (end < drawn.length && drawn[end] / SLOTS == stack) {
                end++;
            }
            stacks[rows] = (int) stack;
            nanos[rows] = (end - begin) * NANOS_PER_SAMPLE;
            slots[rows++] = Arrays.stream(drawn, begin, end)
                    .mapToInt(one -> (int) (one % SLOTS))
                    .toArray();
        }
        return new PodBucket(Arrays.copyOf(stacks, rows), Arrays.copyOf(nanos, rows), Arrays.copyOf(slots, rows));
    }

    /// What the agent of a node sends for a bucket: its pods' samples with one dictionary.
    public Profiles batch(int node, int bucket) {
        BatchStacks used = new BatchStacks(tree.size(), frames.size());
        List<ResourceProfile> profiles = new ArrayList<>();
        long time = bucketSeconds(bucket) * NANOS_PER_SECOND;
        int first = node * shape.podsPerNode();
        for (int pod = first; pod < first + shape.podsPerNode(); pod++) {
            PodBucket rows = bucket(pod, bucket);
            Samples.Builder samples = new Samples.Builder();
            for (int i = 0; i < rows.rows(); i++) {
                int stack = rows.stacks()[i];
                int number = used.stack(stack, tree.stack(stack));
                for (int slot : rows.slots()[i]) {
                    samples.add(number, time + slot * TimeSlots.NANOS + TimeSlots.NANOS / 2, NANOS_PER_SAMPLE);
                }
            }
            profiles.add(new ResourceProfile(
                    attributes(pod), ProfileType.CPU, time, Shape.BUCKET_SECONDS * NANOS_PER_SECOND, samples.build()));
        }
        List<Location> locations = new ArrayList<>();
        used.frames().forEach(frame -> locations.add(frames.get(frame)));
        return new Profiles(locations, used.stacks(), profiles);
    }

    public static String podName(int pod) {
        return "checkout-7d9f8c5b6-%05d".formatted(pod);
    }

    /// Name of the node that a pod runs on.
    public static String nodeName(int node) {
        return "bench-node-" + node;
    }

    /// The resource attributes that name a pod's series.
    public Map<String, String> attributes(int pod) {
        return Map.ofEntries(
                Map.entry("service.name", SERVICE),
                Map.entry("service.namespace", NAMESPACE),
                Map.entry("host.name", nodeName(pod / shape.podsPerNode())),
                Map.entry("k8s.namespace.name", NAMESPACE),
                Map.entry("k8s.deployment.name", SERVICE),
                Map.entry("k8s.pod.name", podName(pod)),
                Map.entry("k8s.container.name", "app"),
                Map.entry("container.id", "%064x".formatted(pod + 1)),
                Map.entry("container.image.name", "registry.example/shop/checkout:1.42"),
                Map.entry("process.executable.name", "java"),
                Map.entry("process.runtime.name", "jvm"));
    }
}
