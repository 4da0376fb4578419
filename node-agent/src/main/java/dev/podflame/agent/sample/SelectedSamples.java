package dev.podflame.agent.sample;

import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.profile.Location;
import dev.podflame.profile.ResourceProfile;
import java.util.List;

/// Samples of selected processes, as one message of the eBPF engine or one window of a JVM brought them.
///
/// @param locations the places that stacks point to; those of other processes may be among them
/// @param stacks indexes into `locations`, root first; given away, not copied
/// @param processes the samples, by process; they point into `stacks`
/// @param withLines whether stacks through different lines of a function are to stay different
public record SelectedSamples(
        List<Location> locations, List<int[]> stacks, List<OfProcess> processes, boolean withLines) {

    /// Samples whose lines don't matter.
    public SelectedSamples(List<Location> locations, List<int[]> stacks, List<OfProcess> processes) {
        this(locations, stacks, processes, false);
    }

    /// The samples of one process and profile type, under the attributes of its series.
    public record OfProcess(SelectedProcess process, ResourceProfile profile) {}

    public SelectedSamples {
        locations = List.copyOf(locations);
        stacks = List.copyOf(stacks);
        processes = List.copyOf(processes);
    }

    /// Number of samples.
    public int size() {
        int size = 0;
        for (OfProcess process : processes) {
            size += process.profile().samples().size();
        }
        return size;
    }
}
