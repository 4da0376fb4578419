package dev.podflame.collector.store;

import java.util.Arrays;

/// Sums values by a 64-bit key, without objects: open addressing, linear probing. Keys are at least 0.
final class SumByKey {
    private static final long EMPTY = -1;

    private long[] keys = filled(64);
    private long[] sums = new long[64];
    private int size;

    int size() {
        return size;
    }

    /// Adds a value that isn't negative.
    void add(long key, long value) {
        int slot = slot(key);
        if (keys[slot] == EMPTY) {
            keys[slot] = key;
            sums[slot] = value;
            if (++size * 2 > keys.length) {
                grow();
            }
        } else {
            long sum = sums[slot] + value;
            // Neither is negative: a sum that ran over stays at the most there is.
            sums[slot] = sum < 0 ? Long.MAX_VALUE : sum;
        }
    }

    /// The sum of a key; 0 if nothing was added to it.
    long get(long key) {
        int slot = slot(key);
        return keys[slot] == EMPTY ? 0 : sums[slot];
    }

    /// All keys, in no order.
    long[] keys() {
        long[] result = new long[size];
        int next = 0;
        for (long key : keys) {
            if (key != EMPTY) {
                result[next++] = key;
            }
        }
        return result;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) mix(key) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldSums = sums;
        keys = filled(oldKeys.length * 2);
        sums = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                sums[slot] = oldSums[i];
            }
        }
    }

    private static long[] filled(int length) {
        long[] keys = new long[length];
        Arrays.fill(keys, EMPTY);
        return keys;
    }

    /// Stafford's variant 13 of the 64-bit finalizer: keys that differ in few bits land far apart.
    static long mix(long key) {
        long mixed = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
