package dev.podflame.collector.query;

import dev.podflame.collector.query.ThreadSums.Named;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes threads and states off the stacks of a profile, or keeps them, as a [ThreadView] says. Stacks that are then
/// equal become one, so the total is that of the threads that are kept, to the unit.
///
/// A profile without threads, as eBPF takes them, is handed on as it is. Not thread-safe; made for one profile.
public final class ThreadFrames {
    /// Stands for the thread of a stack that has none, where stacks of two engines meet.
    static final Frame NO_THREAD = Frame.of("(thread not known)", "", FrameKind.THREAD);

    static final Frame NO_STATE = Frame.of("(state not known)", "", FrameKind.THREAD_STATE);

    private static final int NONE = -1;
    private static final Comparator<Named> HEAVIEST =
            Comparator.comparingLong(Named::value).reversed().thenComparing(Named::name);

    private final MergedProfile profile;
    private final ThreadView view;
    private final boolean hasStates;
    private final MergedStacks merged;
    private final Map<String, Long> threads = new HashMap<>();
    private final Map<String, Long> states = new HashMap<>();

    private ThreadFrames(MergedProfile profile, ThreadView view) {
        this.profile = profile;
        this.view = view;
        hasStates = hasKind(profile, FrameKind.THREAD_STATE);
        merged = new MergedStacks(profile.frames());
    }

    /// The profile as the view wants it.
    public static ThreadedProfile apply(MergedProfile profile, ThreadView view) {
        if (!hasKind(profile, FrameKind.THREAD) && !hasKind(profile, FrameKind.THREAD_STATE)) {
            return new ThreadedProfile(view.only().isEmpty() ? profile : nothingOf(profile), ThreadSums.NONE);
        }
        return new ThreadFrames(profile, view).run();
    }

    private static boolean hasKind(MergedProfile profile, FrameKind kind) {
        for (Frame frame : profile.frames()) {
            if (frame.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private static MergedProfile nothingOf(MergedProfile profile) {
        return new MergedProfile(
                profile.type(), profile.startMillis(), profile.endMillis(), List.of(), List.of(), new long[0]);
    }

    private ThreadedProfile run() {
        for (int i = 0; i < profile.values().length; i++) {
            add(profile.stacks().get(i), profile.values()[i]);
        }
        return new ThreadedProfile(merged.profile(profile), new ThreadSums(heaviest(threads), heaviest(states)));
    }

    private void add(int[] stack, long value) {
        int thread = frameAt(stack, 0, FrameKind.THREAD);
        int next = thread == NONE ? 0 : 1;
        int state = frameAt(stack, next, FrameKind.THREAD_STATE);
        int code = state == NONE ? next : next + 1;
        String name = nameOf(thread, NO_THREAD);
        threads.merge(name, value, Math::addExact);
        if (!view.keeps(name)) {
            return;
        }
        if (hasStates) {
            states.merge(nameOf(state, NO_STATE), value, Math::addExact);
        }
        merged.begin();
        if (view.byThread()) {
            add(thread, NO_THREAD);
        }
        if (view.byState() && hasStates) {
            add(state, NO_STATE);
        }
        for (int i = code; i < stack.length; i++) {
            merged.frame(stack[i]);
        }
        merged.end(value);
    }

    private int frameAt(int[] stack, int position, FrameKind kind) {
        return position < stack.length && profile.frames().get(stack[position]).kind() == kind ? stack[position] : NONE;
    }

    private String nameOf(int frame, Frame otherwise) {
        return frame == NONE ? otherwise.name() : profile.frames().get(frame).name();
    }

    private void add(int frame, Frame otherwise) {
        if (frame == NONE) {
            merged.frame(otherwise);
        } else {
            merged.frame(frame);
        }
    }

    private static List<Named> heaviest(Map<String, Long> sums) {
        List<Named> named = new ArrayList<>(sums.size());
        sums.forEach((name, value) -> named.add(new Named(name, value)));
        named.sort(HEAVIEST);
        return named;
    }
}
