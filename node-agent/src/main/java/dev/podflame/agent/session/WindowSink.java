package dev.podflame.agent.session;

import dev.podflame.agent.sample.SelectedSamples;

/// Takes the samples of a window.
public interface WindowSink {

    /// Waits for room, but not for ever.
    ///
    /// @return false if there was none, so that the samples are lost
    boolean accept(SelectedSamples samples) throws InterruptedException;
}
