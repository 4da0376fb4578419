package dev.podflame.agent.process;

import java.util.List;
import java.util.Optional;

/// The selected processes as of the last look at /proc. Safe to ask from any thread.
public interface ProcessTable {

    /// The selected process that has this pid, or had it until it ended less than 30 seconds ago: engines report late.
    /// Empty when the pid belongs to a process that isn't selected.
    Optional<SelectedProcess> find(long pid);

    /// Whether it isn't known yet if the process with this pid is selected, and will soon be.
    boolean isUndecided(long pid);

    /// The selected processes that are running.
    List<SelectedProcess> selected();
}
