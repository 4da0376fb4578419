package dev.podflame.bench.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticProfilesTest {
    private static final Shape SHAPE = new Shape(2_000, 6, 3, 60, 20);
    private static final long START = 1_800_000_000;
    private static final long CORE_FOR_A_BUCKET = 10_000_000_000L;

    private final SyntheticProfiles profiles = new SyntheticProfiles(SHAPE, START, 7);

    @Test
    void eachPodKeepsOneCoreBusyInEachBucket() {
        for (int pod = 0; pod < SHAPE.pods(); pod++) {
            for (int bucket = 0; bucket < SHAPE.buckets(); bucket++) {
                assertEquals(CORE_FOR_A_BUCKET, profiles.bucket(pod, bucket).total());
            }
        }
    }

    @Test
    void aBucketHasEachStackOnceInOrder() {
        int[] stacks = profiles.bucket(1, 2).stacks();
        for (int i = 1; i < stacks.length; i++) {
            assertTrue(stacks[i - 1] < stacks[i], "row " + i);
        }
    }

    @Test
    void aBucketHasASampleInEveryFiftyMilliseconds() {
        int[] perPeriod = new int[Shape.BUCKET_SECONDS * 10];
        for (int[] slots : profiles.bucket(1, 2).slots()) {
            for (int i = 0; i < slots.length; i++) {
                assertTrue(i == 0 || slots[i - 1] < slots[i], "slot " + i);
                perPeriod[slots[i] / 5]++;
            }
        }
        for (int samples : perPeriod) {
            assertEquals(2, samples);
        }
    }

    @Test
    void theSameSeedGivesTheSameBucketAndAnotherPodAnotherOne() {
        SyntheticProfiles again = new SyntheticProfiles(SHAPE, START, 7);
        assertArrayEquals(profiles.bucket(3, 4).stacks(), again.bucket(3, 4).stacks());
        assertArrayEquals(profiles.bucket(3, 4).nanos(), again.bucket(3, 4).nanos());
        assertNotEquals(
                List.of(profiles.bucket(3, 4).stacks()),
                List.of(profiles.bucket(4, 4).stacks()));
    }

    @Test
    void aFewStacksAreMetAllTheTime() {
        long popular = 0;
        long all = 0;
        for (int bucket = 0; bucket < SHAPE.buckets(); bucket++) {
            PodBucket rows = profiles.bucket(0, bucket);
            for (int i = 0; i < rows.rows(); i++) {
                all += rows.nanos()[i];
                popular += rows.stacks()[i] < SHAPE.stacks() / 100 ? rows.nanos()[i] : 0;
            }
        }
        // u⁶ < 1/100 for u < 0.464.
        assertEquals(0.464, (double) popular / all, 0.05);
    }

    @Test
    void aBatchHoldsTheRowsOfItsNodesPods() {
        Profiles batch = profiles.batch(1, 2);
        assertEquals(SHAPE.podsPerNode(), batch.profiles().size());
        for (int i = 0; i < SHAPE.podsPerNode(); i++) {
            int pod = SHAPE.podsPerNode() + i;
            ResourceProfile profile = batch.profiles().get(i);
            PodBucket rows = profiles.bucket(pod, 2);
            assertEquals(SyntheticProfiles.podName(pod), profile.attributes().get("k8s.pod.name"));
            assertEquals(SyntheticProfiles.nodeName(1), profile.attributes().get("host.name"));
            assertEquals(20 * Shape.BUCKET_SECONDS, profile.samples().size());
            assertEquals(rows.total(), profile.samples().total());
            long first = (START + 20) * 1_000_000_000L + rows.slots()[0][0] * 20_000_000L;
            assertEquals(first + 10_000_000, profile.samples().timeNanos(0));
        }
    }

    @Test
    void aBatchSpellsOutTheTreesStacks() {
        Profiles batch = profiles.batch(0, 0);
        int first = profiles.bucket(0, 0).stacks()[0];
        int[] numbers = profiles.tree().stack(first);
        List<?> frames = batch.stack(batch.profiles().getFirst().samples().stack(0));
        assertEquals(numbers.length, frames.size());
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(profiles.tree().frames().get(numbers[i]), frames.get(i));
        }
    }

    @Test
    void encodedBatchesCountWhatTheyHold(@TempDir Path folder) throws Exception {
        try (EncodedBatches batches = EncodedBatches.encode(profiles, 0, folder.resolve("node"))) {
            long rows = 0;
            for (int bucket = 0; bucket < SHAPE.buckets(); bucket++) {
                for (int pod = 0; pod < SHAPE.podsPerNode(); pod++) {
                    rows += profiles.bucket(pod, bucket).rows();
                }
            }
            assertEquals(rows, batches.rows());
            assertEquals(CORE_FOR_A_BUCKET * SHAPE.podsPerNode() * SHAPE.buckets(), batches.nanos());
            assertTrue(batches.sentBytes() < batches.plainBytes());
        }
    }

    @Test
    void twentyThousandStacksMakeATreeOfAbout175_000Nodes() {
        StackTree tree = new StackTree(20_000, 7);
        Set<List<Integer>> nodes = new HashSet<>();
        for (int i = 0; i < tree.size(); i++) {
            int[] stack = tree.stack(i);
            assertTrue(stack.length >= StackTree.SHALLOWEST && stack.length <= StackTree.DEEPEST);
            int hash = 1;
            for (int depth = 0; depth < stack.length; depth++) {
                hash = 31 * hash + stack[depth];
                nodes.add(List.of(depth, hash));
            }
        }
        assertEquals(175_000, nodes.size(), 15_000);
    }

    @Test
    void everyFunctionHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (int function = 0; function < 62_000; function++) {
            names.add(FunctionNames.frame(function).name());
        }
        assertEquals(62_000, names.size());
    }
}
