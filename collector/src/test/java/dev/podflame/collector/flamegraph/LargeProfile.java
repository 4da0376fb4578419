package dev.podflame.collector.flamegraph;

import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.util.ArrayList;
import java.util.List;

/// The stacks of a large service, for tests of later stages.
public final class LargeProfile {
    private LargeProfile() {}

    /// 20,000 stacks, 30 to 49 frames deep, that make a tree of about 230,000 nodes; each given root first.
    public static List<List<Frame>> stacks() {
        MergedProfile profile = Stacks.large(20_000, 62_000, 7);
        List<List<Frame>> stacks = new ArrayList<>();
        for (int[] indexes : profile.stacks()) {
            List<Frame> stack = new ArrayList<>(indexes.length);
            for (int index : indexes) {
                stack.add(profile.frames().get(index));
            }
            stacks.add(stack);
        }
        return stacks;
    }
}
