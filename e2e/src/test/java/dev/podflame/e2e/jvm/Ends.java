package dev.podflame.e2e.jvm;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a test has to end, last started first, however far it got.
final class Ends {
    /// Ends one thing.
    interface End {
        void run() throws Exception;
    }

    private final Deque<End> ends = new ArrayDeque<>();

    void add(End end) {
        ends.push(end);
    }

    /// Ends all, even if one fails; the first failure counts.
    void run() throws Exception {
        Exception first = null;
        while (!ends.isEmpty()) {
            try {
                ends.pop().run();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
