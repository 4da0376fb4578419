package dev.podflame.collector.store;

/// A bounded set of 64-bit ids that forgets the older half when it is full: two generations, of which the current one
/// is written and both are asked. What is forgotten is only written to the store once more. Not thread-safe.
final class RecentIds {
    private final int generationSize;
    private Generation current;
    private Generation previous;

    /// @param capacity ids remembered at most; at least half of it
    RecentIds(int capacity) {
        generationSize = Math.max(1, capacity / 2);
        current = new Generation();
        previous = new Generation();
    }

    boolean contains(long id) {
        return current.contains(id) || previous.contains(id);
    }

    void add(long id) {
        if (current.contains(id)) {
            return;
        }
        if (current.ids.size() >= generationSize) {
            previous = current;
            current = new Generation();
        }
        current.ids.add(id >>> 1, 1L << (id & 1));
    }

    void clear() {
        current = new Generation();
        previous = new Generation();
    }

    /// Ids by their upper 63 bits; the sum's bits 0 and 1 tell which of the two that share them are there.
    private static final class Generation {
        private final SumByKey ids = new SumByKey();

        boolean contains(long id) {
            return (ids.get(id >>> 1) & (1L << (id & 1))) != 0;
        }
    }
}
