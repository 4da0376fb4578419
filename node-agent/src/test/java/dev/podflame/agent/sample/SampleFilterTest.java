package dev.podflame.agent.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.SampleCounts.Fate;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.otlp.OtlpWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SampleFilterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BOOT = 1_800_000_000L * SECOND;
    private static final SelectedProcess SHOP = new SelectedProcess(
            new ProcessKey(41, 6_000),
            "t",
            Map.of("service.name", "shop", "host.name", "n", "container.id", "c41"),
            "python");

    private final Set<Long> undecided = new HashSet<>();
    private final SampleCounts counts = new SampleCounts();
    private final ContainerSamples containers = new ContainerSamples();
    private final HandOver handOver = new HandOver();
    private final SampleFilter filter =
            new SampleFilter(new Table(), new BootClock(BOOT), new Thinning(19), counts, containers, handOver);

    @Test
    void onlySelectedProcessesStayAndGetTheirOwnAttributes() {
        SelectedSamples selected = filter.select(messageOf("41", "42", "43"));
        assertEquals(1, selected.processes().size());
        assertEquals(
                SHOP.attributes(), selected.processes().getFirst().profile().attributes());
        assertEquals(1, counts.of(Fate.KEPT));
        assertEquals(2, counts.of(Fate.NOT_SELECTED));
    }

    @Test
    void samplesFromBeforeTheProcessBeganBelongToAnEarlierOneWithItsPid() {
        // Pid 41 began 60 s after boot.
        SelectedSamples selected = filter.select(message("41", BOOT + 50 * SECOND, BOOT + 61 * SECOND));
        assertEquals(1, selected.size());
        assertEquals(1, counts.of(Fate.PID_REUSED));
    }

    @Test
    void aPidThatIsNoNumberIsNobody() {
        assertEquals(
                0,
                filter.select(messageOf("", "-41", "41x", "99999999999999999999"))
                        .size());
        assertEquals(4, counts.of(Fate.NOT_SELECTED));
    }

    @Test
    void samplesOfAProcessThatIsNotDecidedAboutWaitAndAreKeptIfItIsSelected() {
        undecided.add(41L);
        assertEquals(0, filter.select(messageOf("41")).size());
        assertEquals(List.of(), filter.release());
        assertEquals(0, counts.of(Fate.KEPT));
        undecided.clear();
        List<SelectedSamples> released = filter.release();
        assertEquals(1, released.size());
        SelectedSamples.OfProcess of = released.getFirst().processes().getFirst();
        assertEquals(SHOP.attributes(), of.profile().attributes());
        assertEquals(52, of.profile().samples().total());
        assertEquals(
                List.of(Frame.of("main", "", FrameKind.NATIVE)),
                released.getFirst().locations());
        assertEquals(1, counts.of(Fate.KEPT));
        assertEquals(List.of(), filter.release());
    }

    @Test
    void samplesOfAProcessThatTurnsOutNotToBeSelectedAreDroppedAndCounted() {
        undecided.add(42L);
        filter.select(messageOf("42"));
        undecided.clear();
        assertEquals(List.of(), filter.release());
        assertEquals(1, counts.of(Fate.NOT_SELECTED));
    }

    @Test
    void keptSamplesAreCountedByContainer() {
        filter.select(message("41", BOOT + 70 * SECOND, BOOT + 90 * SECOND));
        assertEquals(Optional.of(new ContainerSamples.Seen(2, BOOT + 90 * SECOND)), containers.of("c41"));
        containers.retain(Set.of());
        assertEquals(Optional.empty(), containers.of("c41"));
    }

    @Test
    void whatAsyncProfilerCountedIsDroppedAndWhatItMayCountWaits() {
        long begin = BOOT + 100 * SECOND;
        handOver.begin(SHOP.key(), begin);
        SelectedSamples before = filter.select(message("41", begin - SECOND, begin + SECOND, begin + 11 * SECOND));
        assertEquals(1, before.size(), "only the time before the session");
        assertEquals(List.of(), filter.release());
        handOver.read(SHOP.key(), begin, begin + 10 * SECOND);
        assertEquals(List.of(), filter.release(), "its second window isn't read yet");
        handOver.lost(SHOP.key(), begin + 20 * SECOND);
        List<SelectedSamples> released = filter.release();
        assertEquals(1, released.size());
        assertEquals(
                begin + 11 * SECOND,
                released.getFirst().processes().getFirst().profile().samples().timeNanos(0));
        assertEquals(1, counts.of(Fate.PROFILED_BY_JVM_ENGINE));
        assertEquals(2, counts.of(Fate.KEPT));
    }

    @Test
    void samplesThatComeAfterTheirWindowWasReadAreDroppedAtOnce() {
        handOver.begin(SHOP.key(), BOOT + 100 * SECOND);
        handOver.read(SHOP.key(), BOOT + 100 * SECOND, BOOT + 110 * SECOND);
        handOver.end(SHOP.key(), BOOT + 110 * SECOND);
        SelectedSamples late = filter.select(message("41", BOOT + 105 * SECOND, BOOT + 112 * SECOND));
        assertEquals(1, late.size());
        assertEquals(1, counts.of(Fate.PROFILED_BY_JVM_ENGINE));
    }

    @Test
    void samplesDoNotWaitWithoutLimit() {
        handOver.begin(SHOP.key(), BOOT + 100 * SECOND);
        long[] times = new long[30_000];
        java.util.Arrays.fill(times, BOOT + 101 * SECOND);
        filter.select(message("41", times));
        filter.select(message("41", times));
        assertEquals(30_000, counts.of(Fate.HOLD_FULL));
    }

    @Property(tries = 300)
    void anyBytesAreDroppedAndCounted(@ForAll byte[] bytes) {
        long before = counts.of(Fate.MALFORMED);
        SelectedSamples selected = filter.select(bytes);
        assertTrue(selected.processes().isEmpty());
        assertTrue(counts.of(Fate.MALFORMED) - before <= 1);
    }

    private static byte[] messageOf(String... pids) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        int stack = dictionary.stack(List.of(Frame.of("main", "", FrameKind.NATIVE)));
        return OtlpWriter.write(dictionary.profiles(java.util.Arrays.stream(pids)
                .map(pid -> profile(pid, new Samples.Builder().add(stack, BOOT + 90 * SECOND, 52)))
                .toList()));
    }

    private static byte[] message(String pid, long... timesNanos) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        int stack = dictionary.stack(List.of(Frame.of("main", "", FrameKind.NATIVE)));
        Samples.Builder samples = new Samples.Builder();
        for (long time : timesNanos) {
            samples.add(stack, time, 52);
        }
        return OtlpWriter.write(dictionary.profiles(List.of(profile(pid, samples))));
    }

    private static ResourceProfile profile(String pid, Samples.Builder samples) {
        return new ResourceProfile(
                Map.of("process.pid", pid), ProfileType.CPU, BOOT + 90 * SECOND, 5 * SECOND, samples.build());
    }

    private final class Table implements ProcessTable {
        @Override
        public Optional<SelectedProcess> find(long pid) {
            return pid == SHOP.key().pid() ? Optional.of(SHOP) : Optional.empty();
        }

        @Override
        public boolean isUndecided(long pid) {
            return undecided.contains(pid);
        }

        @Override
        public List<SelectedProcess> selected() {
            return List.of(SHOP);
        }
    }
}
