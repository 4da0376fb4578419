package dev.podflame.collector.store;

import dev.podflame.profile.ContentIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The stacks of a segment, each with a small number, its id and its frames (as numbers of the [FrameTable]).
final class StackTable {
    /// Numbers of stacks stay below this; a segment can't hold as many samples.
    static final int MAX_STACKS = 1 << 24;

    private final FrameTable frames;
    // id >>> 1 → numbers of up to two stacks plus one, 32 bits each: SumByKey wants keys without a sign.
    private final SumByKey indexes = new SumByKey();
    private final List<int[]> stacks = new ArrayList<>();
    private long[] ids = new long[1024];

    StackTable(FrameTable frames) {
        this.frames = frames;
    }

    /// Number of a stack given by its frames, root first; the array is given away.
    int intern(int[] rootFirst) {
        long id = ContentIds.stack(frameIds(rootFirst));
        int shift = (id & 1) == 0 ? 0 : 32;
        int known = (int) (indexes.get(id >>> 1) >>> shift);
        if (known != 0) {
            return known - 1;
        }
        if (stacks.size() == MAX_STACKS) {
            throw new IllegalStateException("a segment with more than " + MAX_STACKS + " stacks");
        }
        if (stacks.size() == ids.length) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
        ids[stacks.size()] = id;
        stacks.add(rootFirst);
        indexes.add(id >>> 1, (long) stacks.size() << shift);
        return stacks.size() - 1;
    }

    int size() {
        return stacks.size();
    }

    long id(int index) {
        return ids[index];
    }

    int[] frames(int index) {
        return stacks.get(index);
    }

    /// The frames' ids, root first.
    long[] frameIds(int index) {
        return frameIds(stacks.get(index));
    }

    private long[] frameIds(int[] rootFirst) {
        long[] result = new long[rootFirst.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = frames.id(rootFirst[i]);
        }
        return result;
    }
}
