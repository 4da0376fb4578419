package dev.podflame.agent.session;

import dev.podflame.agent.sample.SelectedSamples;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Windows as a sink has got them, and what they say together.
final class CollectedWindows implements WindowSink {

    private final List<SelectedSamples> windows = new ArrayList<>();
    private boolean full;

    @Override
    public synchronized boolean accept(SelectedSamples samples) {
        if (!full) {
            windows.add(samples);
        }
        notifyAll();
        return !full;
    }

    synchronized void setFull(boolean isFull) {
        full = isFull;
    }

    synchronized int size() {
        return windows.size();
    }

    /// Sum of the values of a type on stacks with such a frame.
    synchronized long sum(ProfileType type, Predicate<Frame> frame) {
        long sum = 0;
        for (SelectedSamples window : windows) {
            for (SelectedSamples.OfProcess of : window.processes()) {
                Samples samples = of.profile().samples();
                for (int i = 0; of.profile().type() == type && i < samples.size(); i++) {
                    if (stack(window, samples.stack(i)).stream().anyMatch(frame)) {
                        sum += samples.value(i);
                    }
                }
            }
        }
        return sum;
    }

    long sum(ProfileType type) {
        return sum(type, frame -> true);
    }

    long sum(ProfileType type, String method) {
        return sum(type, frame -> frame.name().endsWith("SplitWork." + method));
    }

    long sumOfThread(ProfileType type, String thread) {
        return sum(
                type, frame -> frame.kind() == FrameKind.THREAD && frame.name().equals(thread));
    }

    static List<Frame> stack(SelectedSamples window, int index) {
        List<Frame> frames = new ArrayList<>();
        for (int location : window.stacks().get(index)) {
            Location at = window.locations().get(location);
            frames.add((Frame) at);
        }
        return frames;
    }

    /// Every stack of a type.
    synchronized List<List<Frame>> stacks(ProfileType type) {
        List<List<Frame>> stacks = new ArrayList<>();
        for (SelectedSamples window : windows) {
            for (SelectedSamples.OfProcess of : window.processes()) {
                Samples samples = of.profile().samples();
                for (int i = 0; of.profile().type() == type && i < samples.size(); i++) {
                    stacks.add(stack(window, samples.stack(i)));
                }
            }
        }
        return stacks;
    }
}
