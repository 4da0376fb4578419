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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SampleFilterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BOOT = 1_800_000_000L * SECOND;
    private static final SelectedProcess SHOP = new SelectedProcess(
            new ProcessKey(41, 6_000), "t", Map.of("service.name", "shop", "host.name", "n"), "python");

    private final SampleCounts counts = new SampleCounts();
    private final SampleFilter filter = new SampleFilter(new Table(), new BootClock(BOOT), counts);

    @Test
    void onlySelectedProcessesStayAndGetTheirOwnAttributes() {
        SelectedSamples selected = filter.select(message("41", "42", "43"));
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
                filter.select(message("", "-41", "41x", "99999999999999999999")).size());
        assertEquals(4, counts.of(Fate.NOT_SELECTED));
    }

    @Property(tries = 300)
    void anyBytesAreDroppedAndCounted(@ForAll byte[] bytes) {
        long before = counts.of(Fate.MALFORMED);
        SelectedSamples selected = filter.select(bytes);
        assertTrue(selected.processes().isEmpty());
        assertTrue(counts.of(Fate.MALFORMED) - before <= 1);
    }

    private static byte[] message(String... pids) {
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

    private static final class Table implements ProcessTable {
        @Override
        public Optional<SelectedProcess> find(long pid) {
            return pid == SHOP.key().pid() ? Optional.of(SHOP) : Optional.empty();
        }

        @Override
        public List<SelectedProcess> selected() {
            return List.of(SHOP);
        }
    }
}
