package dev.podflame.collector.store;

import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The frames of a segment, each with a small number and its id.
final class FrameTable {
    private final Map<Frame, Integer> indexes = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private long[] ids = new long[1024];

    int intern(Frame frame) {
        Integer known = indexes.putIfAbsent(frame, frames.size());
        if (known != null) {
            return known;
        }
        if (frames.size() == ids.length) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
        ids[frames.size()] = ContentIds.frame(frame);
        frames.add(frame);
        return frames.size() - 1;
    }

    int size() {
        return frames.size();
    }

    Frame frame(int index) {
        return frames.get(index);
    }

    long id(int index) {
        return ids[index];
    }
}
