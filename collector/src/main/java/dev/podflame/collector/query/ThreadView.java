package dev.podflame.collector.query;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What becomes of the threads and their states that stacks begin with: as a rule they are left out, so that a graph
/// shows code.
///
/// @param byThread stacks begin with their thread
/// @param byState stacks begin with what their thread did, below the thread if both are wanted
/// @param only names of the threads whose stacks are kept; empty keeps all
public record ThreadView(boolean byThread, boolean byState, Set<String> only) {
    private static final String THREAD = "thread";
    private static final String STATE = "state";
    private static final int MOST_NAMES = 1000;

    /// Nothing but code, of all threads.
    public static final ThreadView NONE = new ThreadView(false, false, Set.of());

    public ThreadView {
        only = Set.copyOf(only);
    }

    /// Reads `by` (`thread`, `state`, or both with a comma) and `thread` among the parameters of a request.
    public static ThreadView parse(Map<String, List<String>> parameters) throws BadQueryException {
        boolean byThread = false;
        boolean byState = false;
        for (String values : parameters.getOrDefault("by", List.of())) {
            for (String value : values.split(",", -1)) {
                switch (value) {
                    case THREAD -> byThread = true;
                    case STATE -> byState = true;
                    case "" -> {}
                    default ->
                        throw new BadQueryException(
                                "by can't be " + value + ".", "It is thread, state, or thread,state.");
                }
            }
        }
        List<String> names = parameters.getOrDefault(THREAD, List.of());
        if (names.size() > MOST_NAMES) {
            throw new BadQueryException(
                    "The filter thread has " + names.size() + " values.", "Give at most " + MOST_NAMES + ".");
        }
        return new ThreadView(byThread, byState, Set.copyOf(names));
    }
}
