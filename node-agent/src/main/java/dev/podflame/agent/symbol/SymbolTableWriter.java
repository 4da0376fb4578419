package dev.podflame.agent.symbol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes a [SymbolTable]: names as they come, then the sorted columns. Only the columns are held in memory, 17 bytes a
/// function, because a large C++ program has half a million of them and a hundred megabytes of names.
final class SymbolTableWriter {
    /// Functions of one file that are kept; more are counted and left out.
    static final int MAX_SYMBOLS = 1 << 20;

    private static final int INDEX_BITS = 20;
    /// The address and the index share one long while sorting.
    private static final long MAX_ADDRESS = 1L << (63 - INDEX_BITS);

    private final OutputStream out;
    private final byte[] block = new byte[8 << 10];
    private final ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    private long namesBytes;
    private int count;
    private int leftOut;
    private long[] keys = new long[1024];
    private int[] reaches = new int[1024];
    private int[] names = new int[1024];
    private byte[] ranks = new byte[1024];

    SymbolTableWriter(OutputStream out) {
        this.out = out;
    }

    /// Adds a function.
    ///
    /// @param reach see [SymbolTable#reach]
    /// @param rank which name to prefer where several functions start at one address: the higher
    void add(long address, int reach, byte rank, byte[] name) throws IOException {
        if (count == MAX_SYMBOLS || address < 0 || address >= MAX_ADDRESS || namesBytes > Integer.MAX_VALUE) {
            leftOut++;
            return;
        }
        if (count == keys.length) {
            grow();
        }
        keys[count] = (address << INDEX_BITS) | count;
        reaches[count] = reach;
        names[count] = (int) namesBytes;
        ranks[count++] = rank;
        out.write(name);
        out.write(0);
        namesBytes += name.length + 1L;
    }

    int leftOut() {
        return leftOut;
    }

    /// Writes the rest. The stream stays open.
    void finish() throws IOException {
        while (namesBytes % Long.BYTES != 0) {
            out.write(0);
            namesBytes++;
        }
        Arrays.sort(keys, 0, count);
        int kept = dropAliases();
        for (int i = 0; i < kept; i++) {
            block().putLong(keys[i] >>> INDEX_BITS);
        }
        for (int i = 0; i < kept; i++) {
            block().putInt(reaches[index(i)]);
        }
        for (int i = 0; i < kept; i++) {
            block().putInt(names[index(i)]);
        }
        flush();
        buffer.putLong(namesBytes).putLong(kept).putLong(SymbolTable.MAGIC);
        flush();
    }

    /// Keeps one function per address, the best ranked, and closes the gaps.
    private int dropAliases() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean alias = kept > 0 && (keys[kept - 1] >>> INDEX_BITS) == (keys[i] >>> INDEX_BITS);
            if (!alias) {
                keys[kept++] = keys[i];
            } else if (ranks[index(i)] > ranks[index(kept - 1)]) {
                keys[kept - 1] = keys[i];
            }
        }
        return kept;
    }

    private int index(int sorted) {
        return (int) (keys[sorted] & ((1 << INDEX_BITS) - 1));
    }

    private void grow() {
        int length = Math.min(MAX_SYMBOLS, count * 2);
        keys = Arrays.copyOf(keys, length);
        reaches = Arrays.copyOf(reaches, length);
        names = Arrays.copyOf(names, length);
        ranks = Arrays.copyOf(ranks, length);
    }

    /// The block, with room for one number.
    private ByteBuffer block() throws IOException {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        out.write(block, 0, buffer.position());
        buffer.clear();
    }
}
