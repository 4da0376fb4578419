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
/// @param except names of the threads whose stacks are left out, whatever is kept
public record ThreadView(boolean byThread, boolean byState, Set<String> only, Set<String> except) {
    private static final String THREAD = "thread";
    private static final String STATE = "state";

    /// Nothing but code, of all threads.
    public static final ThreadView NONE = new ThreadView(false, false, Set.of(), Set.of());

    public ThreadView {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
    }

    /// Whether stacks of the thread are kept.
    boolean keeps(String thread) {
        return (only.isEmpty() || only.contains(thread)) && !except.contains(thread);
    }

    /// Reads `by` (`thread`, `state`, or both with a comma), `thread` and `not.thread` among the
    /// parameters of a request.
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
        return new ThreadView(
                byThread, byState, names(parameters, THREAD), names(parameters, SeriesFilter.NOT + THREAD));
    }

    private static Set<String> names(Map<String, List<String>> parameters, String name) throws BadQueryException {
        return Set.copyOf(SeriesFilter.checked(name, parameters.getOrDefault(name, List.of())));
    }
}
