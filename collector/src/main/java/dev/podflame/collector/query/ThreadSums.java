package dev.podflame.collector.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What the threads of a profile weigh, heaviest first, for choosing among them.
///
/// @param threads all threads, those that a filter leaves out included; empty if the profile knows no threads
/// @param states what the threads that are left did; empty if the profile knows no states
public record ThreadSums(List<Named> threads, List<Named> states) {

    /// Of a profile whose stacks begin with code.
    public static final ThreadSums NONE = new ThreadSums(List.of(), List.of());

    public ThreadSums {
        threads = List.copyOf(threads);
        states = List.copyOf(states);
    }

    /// A thread or a state, and its value in the unit of the profile.
    public record Named(String name, long value) {
        public Named {
            requireNonNull(name, "name is null");
        }
    }
}
