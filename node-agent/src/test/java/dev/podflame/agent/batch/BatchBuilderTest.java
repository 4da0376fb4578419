package dev.podflame.agent.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.sample.SampleCounts.Fate;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_800_000_000L * SECOND;

    private final SampleCounts counts = new SampleCounts();
    private final BatchBuilder batches = new BatchBuilder(counts);

    @Test
    void samplesOfOneStackInOneSlotBecomeOneSampleInTheMiddleOfTheSlot() {
        long late = START + 9 * SECOND + 999_999_999;
        batches.add(profiles("a", "main", START + 41_000_000, START + 59_999_999, late), START);
        List<Profiles> complete = batches.takeComplete(START + 17 * SECOND);

        assertEquals(1, complete.size());
        ResourceProfile profile = complete.getFirst().profiles().getFirst();
        assertEquals(2, profile.samples().size());
        assertEquals(2 * 52, profile.samples().value(0));
        assertEquals(START + 50_000_000, profile.samples().timeNanos(0));
        assertEquals(START + 9 * SECOND + 990_000_000, profile.samples().timeNanos(1));
        assertEquals(START, profile.startNanos());
        assertEquals(10 * SECOND, profile.durationNanos());
    }

    @Test
    void looksAtThreadsAreSummedOverThePeriodBecauseTheyHaveNoTimeOfTheirOwn() {
        batches.add(profiles(ProfileType.WALL, "a", "main", START + 1, START + 3 * SECOND, START + 9 * SECOND), START);
        ResourceProfile profile = batches.takeAll().getFirst().profiles().getFirst();
        assertEquals(1, profile.samples().size());
        assertEquals(3 * 52, profile.samples().value(0));
        assertEquals(START, profile.samples().timeNanos(0));
    }

    @Test
    void aPeriodIsGivenOutOnceItsLateSamplesHadTimeToCome() {
        batches.add(profiles("a", "main", START + 1), START);
        assertTrue(batches.takeComplete(START + 17 * SECOND - 1).isEmpty());
        assertEquals(1, batches.takeComplete(START + 17 * SECOND).size());
        assertTrue(batches.takeComplete(START + 60 * SECOND).isEmpty());
    }

    @Test
    void eachPeriodIsABatchOfItsOwnOldestFirst() {
        batches.add(profiles("a", "main", START + 25 * SECOND, START + 5 * SECOND), START);
        List<Profiles> all = batches.takeAll();
        assertEquals(2, all.size());
        assertEquals(START, all.get(0).profiles().getFirst().startNanos());
        assertEquals(START + 20 * SECOND, all.get(1).profiles().getFirst().startNanos());
    }

    @Test
    void twoMessagesWithDifferentDictionariesShareOne() {
        batches.add(profiles("a", "main", START), START);
        batches.add(profiles("b", "main", START), START);
        Profiles batch = batches.takeAll().getFirst();
        assertEquals(1, batch.stacks().size());
        assertEquals(1, batch.locations().size());
        assertEquals(2, batch.profiles().size());
    }

    @Test
    void samplesFarFromNowAreDroppedAndCounted() {
        batches.add(profiles("a", "main", 5, START, 4_102_444_800L * SECOND), START);
        assertEquals(2, counts.of(Fate.BAD_TIME));
        assertEquals(1, batches.takeAll().getFirst().sampleCount());
    }

    @Property(tries = 100)
    void nothingIsLostOrCountedTwice(@ForAll @Size(max = 200) List<@IntRange(max = 59) Integer> seconds) {
        BatchBuilder own = new BatchBuilder(counts);
        List<Profiles> given = new ArrayList<>();
        for (int second : seconds) {
            own.add(profiles("s" + second % 3, "f" + second % 7, START + second * SECOND), START + 60 * SECOND);
            given.addAll(own.takeComplete(START + second * SECOND));
        }
        given.addAll(own.takeAll());
        long total = 0;
        for (Profiles profiles : given) {
            for (ResourceProfile profile : profiles.profiles()) {
                total += profile.samples().total();
            }
        }
        assertEquals(52L * seconds.size(), total);
    }

    private static Profiles profiles(String service, String function, long... timesNanos) {
        return profiles(ProfileType.CPU, service, function, timesNanos);
    }

    private static Profiles profiles(ProfileType type, String service, String function, long... timesNanos) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        int stack = dictionary.stack(List.of(Frame.of(function, "", FrameKind.NATIVE)));
        Samples.Builder samples = new Samples.Builder();
        for (long time : timesNanos) {
            samples.add(stack, time, 52);
        }
        return dictionary.profiles(List.of(
                new ResourceProfile(Map.of("service.name", service), type, timesNanos[0], SECOND, samples.build())));
    }
}
