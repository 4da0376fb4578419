package dev.podflame.agent.sample.jfr;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Profiles;
import java.util.HashMap;
import java.util.Map;
import one.jfr.JfrReader;
import one.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// The stacks of one chunk, root first, each under its thread. Not thread-safe.
final class StackNames {

    static final String PROFILER_LIBRARY = "libasyncProfiler.so";

    /// What a thread was doing, in profiles of wall time.
    enum State {
        NONE,
        RUNNABLE,
        WAITING
    }

    private final JfrReader chunk;
    private final FrameNames names;
    private final Profiles.Dictionary dictionary;
    private final Map<Integer, String> threads = new HashMap<>();
    private final Map<Key, Integer> stacks = new HashMap<>();

    private record Key(int stackTrace, String thread, State state) {}

    StackNames(JfrReader chunk, FrameNames names, Profiles.Dictionary dictionary) {
        this.chunk = chunk;
        this.names = names;
        this.dictionary = dictionary;
    }

    /// The folded name of a thread; that of a number it never had a name for.
    String thread(int tid) {
        return threads.computeIfAbsent(tid, id -> {
            @Nullable String name = chunk.threads.get(id);
            return ThreadName.folded(name == null || name.isBlank() ? "[tid=" + id + "]" : name);
        });
    }

    /// Index of the stack in the dictionary.
    int stack(int stackTrace, int tid, State state) {
        return stacks.computeIfAbsent(new Key(stackTrace, thread(tid), state), this::build);
    }

    private int build(Key key) {
        @Nullable StackTrace trace = chunk.stackTraces.get(key.stackTrace());
        int depth = trace == null ? 1 : trace.methods.length;
        int leaf = trace == null ? 0 : leaf(trace);
        int prefix = key.state() == State.NONE ? 1 : 2;
        int[] rootFirst = new int[prefix + depth - leaf];
        rootFirst[0] = dictionary.location(Frame.of(key.thread(), "", FrameKind.THREAD));
        if (key.state() != State.NONE) {
            String state = key.state() == State.RUNNABLE ? "runnable" : "waiting";
            rootFirst[1] = dictionary.location(Frame.of(state, "", FrameKind.THREAD_STATE));
        }
        for (int i = leaf; i < depth; i++) {
            Frame frame = trace == null
                    ? Frame.of("[unknown]", "", FrameKind.UNKNOWN)
                    : names.frame(trace.methods[i], trace.types[i], trace.locations[i]);
            rootFirst[prefix + depth - 1 - i] = dictionary.location(frame);
        }
        return dictionary.stack(rootFirst);
    }

    /// Where the stack begins that was there without the profiler: its own hooks lie on top of it.
    private int leaf(StackTrace trace) {
        int leaf = 0;
        while (leaf < trace.methods.length - 1
                && names.frame(trace.methods[leaf], trace.types[leaf], trace.locations[leaf])
                        .module()
                        .equals(PROFILER_LIBRARY)) {
            leaf++;
        }
        return leaf;
    }
}
