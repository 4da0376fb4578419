package dev.podflame.collector.query;

/// Numbers 64-bit ids in the order they come: an open-addressing hash table without boxing. The ids are hashes, so
/// their own bits spread them. Not thread-safe.
final class LongIndex {
    static final int NONE = -1;

    private long[] ids = new long[1024];
    /// Index + 1 of the id in the same slot; 0 is a free slot.
    private int[] indexes = new int[1024];
    private int size;

    int size() {
        return size;
    }

    /// The number of the id, or [#NONE].
    int find(long id) {
        return indexes[slot(id)] - 1;
    }

    /// Gives the id the next number. It must not have one.
    int add(long id) {
        if (size * 2 >= ids.length) {
            grow();
        }
        int slot = slot(id);
        ids[slot] = id;
        indexes[slot] = ++size;
        return size - 1;
    }

    /// Where the id is, or the free slot where it would go.
    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = (int) (id ^ id >>> 32) & mask;
        while (indexes[slot] != 0 && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldIndexes = indexes;
        ids = new long[oldIds.length * 2];
        indexes = new int[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIndexes[i] != 0) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                indexes[slot] = oldIndexes[i];
            }
        }
    }
}
