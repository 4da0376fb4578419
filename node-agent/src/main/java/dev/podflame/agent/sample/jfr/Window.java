package dev.podflame.agent.sample.jfr;

import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.SelectedSamples;
import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The samples of one stretch of time in one JVM.
///
/// @param startNanos begin, nanoseconds since the Unix epoch
/// @param endNanos end; the next window of the recording begins there
/// @param locations the places that stacks point to
/// @param stacks indexes into `locations`, root first; given away, not copied
/// @param samples by type, pointing into `stacks`
/// @param events how many events the samples were made of
/// @param withLines whether frames have their lines
public record Window(
        long startNanos,
        long endNanos,
        List<Location> locations,
        List<int[]> stacks,
        Map<ProfileType, Samples> samples,
        long events,
        boolean withLines) {

    public Window {
        locations = List.copyOf(locations);
        stacks = List.copyOf(stacks);
        samples = samples.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(samples));
    }

    /// The same without snapshots of what is live.
    public Window withoutLevels() {
        Map<ProfileType, Samples> flows = new EnumMap<>(ProfileType.class);
        samples.forEach((type, columns) -> {
            if (!type.isLevel()) {
                flows.put(type, columns);
            }
        });
        return new Window(startNanos, endNanos, locations, stacks, flows, events, withLines);
    }

    /// The samples as those of a process.
    public SelectedSamples of(SelectedProcess process) {
        List<SelectedSamples.OfProcess> profiles = new ArrayList<>();
        samples.forEach((type, columns) -> profiles.add(new SelectedSamples.OfProcess(
                process, new ResourceProfile(process.attributes(), type, startNanos, endNanos - startNanos, columns))));
        return new SelectedSamples(locations, stacks, profiles, withLines);
    }
}
