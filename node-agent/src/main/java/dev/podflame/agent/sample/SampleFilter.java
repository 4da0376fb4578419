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
import java.util.function.LongPredicate;
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
    private final Thinning thinning;
    private final SampleCounts counts;
    private final ContainerSamples containers;
    private final HandOver handOver;
    private final HeldSamples held = new HeldSamples();
    private final AwaitedWindows awaited = new AwaitedWindows();

    /// A filter of what one engine sends.
    ///
    /// @param counts what becomes of samples
    /// @param containers the kept ones, by container
    /// @param handOver what another engine counts of the same processes
    public SampleFilter(
            ProcessTable processes,
            BootClock clock,
            Thinning thinning,
            SampleCounts counts,
            ContainerSamples containers,
            HandOver handOver) {
        this.processes = processes;
        this.clock = clock;
        this.thinning = thinning;
        this.counts = counts;
        this.containers = containers;
        this.handOver = handOver;
    }

    /// The samples of selected processes in one message, which may be none. Those of processes that aren't decided
    /// about are held back for [#release].
    public SelectedSamples select(byte[] message) {
        try {
            Profiles profiles = OtlpReader.read(message, LIMITS).profiles();
            List<SelectedSamples.OfProcess> selected = new ArrayList<>();
            for (ResourceProfile profile : profiles.profiles()) {
                select(profiles, profile).ifPresent(selected::add);
            }
            return new SelectedSamples(profiles.locations(), profiles.stacks(), selected);
        } catch (MalformedProfileException e) {
            counts.add(Fate.MALFORMED, 1);
            log.warn("A message of {} bytes from the engine is dropped: {}", message.length, e.getMessage());
            return new SelectedSamples(List.of(), List.of(), List.of());
        }
    }

    /// Samples that were held back, of processes that turned out to be selected, and of times that no other engine has
    /// counted.
    public List<SelectedSamples> release() {
        List<SelectedSamples> released = new ArrayList<>();
        for (HeldSamples.Held decided : held.takeDecided(processes::isUndecided)) {
            select(processes.find(decided.pid()), decided.profiles(), decided.profile())
                    .ifPresent(of -> released.add(alone(decided.profiles(), of)));
        }
        for (AwaitedWindows.Waiting settled : awaited.takeSettled(handOver)) {
            keep(settled.process(), uncounted(settled.process(), settled.profile()))
                    .ifPresent(of -> released.add(alone(settled.profiles(), of)));
        }
        return released;
    }

    private static SelectedSamples alone(Profiles profiles, SelectedSamples.OfProcess of) {
        return new SelectedSamples(profiles.locations(), profiles.stacks(), List.of(of));
    }

    private Optional<SelectedSamples.OfProcess> select(Profiles message, ResourceProfile profile) {
        Optional<Long> pid = pid(profile.attributes());
        if (pid.filter(processes::isUndecided).isPresent() && held.add(pid.get(), message, profile)) {
            return Optional.empty();
        }
        return select(pid.flatMap(processes::find), message, profile);
    }

    private Optional<SelectedSamples.OfProcess> select(
            Optional<SelectedProcess> process, Profiles message, ResourceProfile profile) {
        Samples samples = profile.samples();
        if (process.isEmpty()) {
            counts.add(Fate.NOT_SELECTED, samples.size());
            return Optional.empty();
        }
        if (!process.get().profiling().wantsCpu()) {
            counts.add(Fate.NOT_ASKED, samples.size());
            return Optional.empty();
        }
        Samples own = since(clock.startNanos(process.get().key().startTicks()) - SLACK_NANOS, samples);
        counts.add(Fate.PID_REUSED, samples.size() - own.size());
        return handOver.knows(process.get().key())
                ? undoubled(process.get(), message, with(profile, own))
                : keep(process.get(), with(profile, own));
    }

    /// Keeps what no other engine has counted; what it may still count waits.
    private Optional<SelectedSamples.OfProcess> undoubled(
            SelectedProcess process, Profiles message, ResourceProfile profile) {
        // Each is judged once: a session may go on in between.
        Samples all = profile.samples();
        Samples.Builder open = new Samples.Builder();
        Samples.Builder free = new Samples.Builder();
        for (int i = 0; i < all.size(); i++) {
            switch (handOver.verdict(process.key(), all.timeNanos(i))) {
                case OPEN -> open.add(all.stack(i), all.timeNanos(i), all.value(i));
                case FREE -> free.add(all.stack(i), all.timeNanos(i), all.value(i));
                case COUNTED -> counts.add(Fate.PROFILED_BY_JVM_ENGINE, 1);
            }
        }
        if (open.size() > 0 && !awaited.add(process, message, with(profile, open.build()))) {
            counts.add(Fate.HOLD_FULL, open.size());
        }
        return keep(process, with(profile, free.build()));
    }

    private ResourceProfile uncounted(SelectedProcess process, ResourceProfile profile) {
        Samples free =
                those(profile.samples(), time -> handOver.verdict(process.key(), time) != HandOver.Verdict.COUNTED);
        counts.add(Fate.PROFILED_BY_JVM_ENGINE, profile.samples().size() - free.size());
        return with(profile, free);
    }

    private Optional<SelectedSamples.OfProcess> keep(SelectedProcess process, ResourceProfile profile) {
        Samples own = profile.samples();
        counts.add(Fate.KEPT, own.size());
        if (own.size() == 0) {
            return Optional.empty();
        }
        count(process, own);
        ResourceProfile named = new ResourceProfile(
                process.attributes(),
                profile.type(),
                profile.startNanos(),
                profile.durationNanos(),
                thinning.apply(own, process.frequencyHz()));
        return Optional.of(new SelectedSamples.OfProcess(process, named));
    }

    private static ResourceProfile with(ResourceProfile profile, Samples samples) {
        return new ResourceProfile(
                profile.attributes(), profile.type(), profile.startNanos(), profile.durationNanos(), samples);
    }

    private void count(SelectedProcess process, Samples kept) {
        String container = process.attributes().getOrDefault("container.id", "");
        long last = 0;
        for (int i = 0; i < kept.size(); i++) {
            last = Math.max(last, kept.timeNanos(i));
        }
        if (!container.isEmpty()) {
            containers.add(container, kept.size(), last);
        }
    }

    private static Optional<Long> pid(Map<String, String> attributes) {
        String pid = attributes.getOrDefault("process.pid", "");
        // The engine sends a number; a text of another origin must not throw here.
        boolean number = !pid.isEmpty() && pid.length() < 12 && pid.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Long.parseLong(pid)) : Optional.empty();
    }

    /// The samples that were taken at or after a time: earlier ones belong to another process with the same pid.
    private static Samples since(long fromNanos, Samples samples) {
        return those(samples, time -> time >= fromNanos);
    }

    private static Samples those(Samples samples, LongPredicate ofTime) {
        Samples.Builder kept = new Samples.Builder();
        for (int i = 0; i < samples.size(); i++) {
            if (ofTime.test(samples.timeNanos(i))) {
                kept.add(samples.stack(i), samples.timeNanos(i), samples.value(i));
            }
        }
        return kept.size() == samples.size() ? samples : kept.build();
    }
}
