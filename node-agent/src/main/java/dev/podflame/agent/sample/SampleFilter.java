package dev.podflame.agent.sample;

import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.SampleCounts.Fate;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.otlp.MalformedProfileException;
import dev.podflame.profile.otlp.OtlpLimits;
import dev.podflame.profile.otlp.OtlpReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the samples of selected processes: the engine profiles the whole machine and can't be told otherwise.
public final class SampleFilter {
    private static final Logger log = LoggerFactory.getLogger(SampleFilter.class);
    /// A message covers seconds of one machine; the limits keep a broken one from taking the agent's small heap.
    private static final OtlpLimits LIMITS = new OtlpLimits(OtlpReceiver.MAX_MESSAGE_BYTES, 500_000, 1_000_000);

    private static final long SLACK_NANOS = 1_000_000_000L;

    private final ProcessTable processes;
    private final BootClock clock;
    private final SampleCounts counts;

    public SampleFilter(ProcessTable processes, BootClock clock, SampleCounts counts) {
        this.processes = processes;
        this.clock = clock;
        this.counts = counts;
    }

    /// The samples of selected processes in one message, which may be none.
    public SelectedSamples select(byte[] message) {
        try {
            Profiles profiles = OtlpReader.read(message, LIMITS).profiles();
            List<SelectedSamples.OfProcess> selected = new ArrayList<>();
            for (ResourceProfile profile : profiles.profiles()) {
                select(profile).ifPresent(selected::add);
            }
            return new SelectedSamples(profiles.locations(), profiles.stacks(), selected);
        } catch (MalformedProfileException e) {
            counts.add(Fate.MALFORMED, 1);
            log.warn("A message of {} bytes from the engine is dropped: {}", message.length, e.getMessage());
            return new SelectedSamples(List.of(), List.of(), List.of());
        }
    }

    private Optional<SelectedSamples.OfProcess> select(ResourceProfile profile) {
        Optional<SelectedProcess> process = pid(profile.attributes()).flatMap(processes::find);
        Samples samples = profile.samples();
        if (process.isEmpty()) {
            counts.add(Fate.NOT_SELECTED, samples.size());
            return Optional.empty();
        }
        Samples own = since(clock.startNanos(process.get().key().startTicks()) - SLACK_NANOS, samples);
        counts.add(Fate.PID_REUSED, samples.size() - own.size());
        counts.add(Fate.KEPT, own.size());
        if (own.size() == 0) {
            return Optional.empty();
        }
        ResourceProfile named = new ResourceProfile(
                process.get().attributes(), profile.type(), profile.startNanos(), profile.durationNanos(), own);
        return Optional.of(new SelectedSamples.OfProcess(process.get(), named));
    }

    private static Optional<Long> pid(Map<String, String> attributes) {
        String pid = attributes.getOrDefault("process.pid", "");
        // The engine sends a number; a text of another origin must not throw here.
        boolean number = !pid.isEmpty() && pid.length() < 12 && pid.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Long.parseLong(pid)) : Optional.empty();
    }

    /// The samples that were taken at or after a time: earlier ones belong to another process with the same pid.
    private static Samples since(long fromNanos, Samples samples) {
        Samples.Builder kept = new Samples.Builder();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.timeNanos(i) >= fromNanos) {
                kept.add(samples.stack(i), samples.timeNanos(i), samples.value(i));
            }
        }
        return kept.size() == samples.size() ? samples : kept.build();
    }
}
