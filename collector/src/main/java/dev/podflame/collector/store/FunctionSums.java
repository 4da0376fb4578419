package dev.podflame.collector.store;

/// Self and total of the functions of one service, type and hour. Threads and their states are no functions. Reused for
/// the next one after [#drain].
final class FunctionSums {
    private final StackTable stacks;
    private final long[] self;
    private final long[] total;
    private final int[] lastStack;
    private final boolean[] isFunction;
    private final int[] touched;
    private int touchedCount;
    private int stackCount;

    FunctionSums(StackTable stacks, FrameTable frames) {
        this.stacks = stacks;
        this.self = new long[frames.size()];
        this.total = new long[frames.size()];
        this.lastStack = new int[frames.size()];
        this.isFunction = functions(frames);
        this.touched = new int[frames.size()];
    }

    interface Rows {
        void row(int frame, long self, long total);
    }

    void add(int stack, long value) {
        stackCount++;
        int[] frames = stacks.frames(stack);
        for (int frame : frames) {
            if (!isFunction[frame]) {
                continue;
            }
            if (lastStack[frame] == 0) {
                touched[touchedCount++] = frame;
            }
            // A function that is on the stack twice ran once.
            if (lastStack[frame] != stackCount) {
                lastStack[frame] = stackCount;
                total[frame] += value;
            }
        }
        if (frames.length > 0 && isFunction[frames[frames.length - 1]]) {
            self[frames[frames.length - 1]] += value;
        }
    }

    private static boolean[] functions(FrameTable frames) {
        boolean[] functions = new boolean[frames.size()];
        for (int i = 0; i < functions.length; i++) {
            functions[i] = switch (frames.frame(i).kind()) {
                case THREAD, THREAD_STATE -> false;
                default -> true;
            };
        }
        return functions;
    }

    void drain(Rows rows) {
        for (int i = 0; i < touchedCount; i++) {
            int frame = touched[i];
            rows.row(frame, self[frame], total[frame]);
            self[frame] = 0;
            total[frame] = 0;
            lastStack[frame] = 0;
        }
        touchedCount = 0;
        stackCount = 0;
    }
}
