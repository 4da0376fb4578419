package dev.podflame.agent.symbol;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The functions of one file, sorted by address: what remains of its symbols. It lies in a mapped file of the agent's
/// own, or on the heap where that can't be written; a lookup touches a few pages of it.
///
/// Layout, little-endian: names (UTF-8, each ended by a zero byte, padded to 8), `count` addresses (8 bytes), `count`
/// reaches (4 bytes, see [#reach]), `count` offsets of names (4 bytes), then [#FOOTER_BYTES]: names' bytes, count,
/// magic.
final class SymbolTable {
    static final long MAGIC = 0x3130_4d59_5346_4450L;
    static final int FOOTER_BYTES = 24;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /// How many earlier functions are tried when the nearest one ends before the address: functions rarely nest.
    private static final int MAX_STEPS_BACK = 4;

    /// A function as the file names it; the name is empty where only the function's begin is known.
    record Symbol(long address, String name) {}

    private final MemorySegment segment;
    private final int count;
    private final long addresses;
    private final long reaches;
    private final long names;

    private SymbolTable(MemorySegment segment, long namesBytes, int count) {
        this.segment = segment;
        this.count = count;
        this.addresses = namesBytes;
        this.reaches = addresses + 8L * count;
        this.names = reaches + 4L * count;
    }

    /// The table in these bytes; empty if they aren't one, as after a crash of the machine while it was written.
    static Optional<SymbolTable> of(MemorySegment segment) {
        long footer = segment.byteSize() - FOOTER_BYTES;
        if (footer < 0 || segment.get(LONG, footer + 16) != MAGIC) {
            return Optional.empty();
        }
        long namesBytes = segment.get(LONG, footer);
        long count = segment.get(LONG, footer + 8);
        if (namesBytes < 0 || count < 0 || count > footer / 16 || namesBytes != footer - 16 * count) {
            return Optional.empty();
        }
        return Optional.of(new SymbolTable(segment, namesBytes, (int) count));
    }

    /// How far a function reaches, as the table has it: its size, or, for one without a size, at most `limit`
    /// and the top bit set.
    static int reach(long size, long limit) {
        return size > 0 ? Math.clamp(size, 0, Integer.MAX_VALUE) : Math.clamp(limit, 0, Integer.MAX_VALUE) | 1 << 31;
    }

    int size() {
        return count;
    }

    /// The function that an address lies in; one without a name only if no named one is around it.
    Optional<Symbol> find(long address) {
        int nearest = nearest(address);
        Optional<Symbol> nameless = Optional.empty();
        for (int i = nearest; i >= 0 && i > nearest - MAX_STEPS_BACK; i--) {
            long start = segment.get(LONG, addresses + 8L * i);
            int reach = segment.get(INT, reaches + 4L * i);
            // Code without a size ends at the latest where the next function begins.
            boolean mayReach = reach >= 0 || i == nearest;
            if (mayReach && address - start < (reach & Integer.MAX_VALUE)) {
                Symbol symbol = new Symbol(start, name(segment.get(INT, names + 4L * i)));
                if (!symbol.name().isEmpty()) {
                    return Optional.of(symbol);
                }
                nameless = Optional.of(symbol);
            }
        }
        return nameless;
    }

    /// Index of the last function that starts at or before the address; -1 if all start later.
    private int nearest(long address) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (segment.get(LONG, addresses + 8L * middle) <= address) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /// The names of all functions that have one, by address.
    List<String> names() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = name(segment.get(INT, names + 4L * i));
            if (!name.isEmpty()) {
                all.add(name);
            }
        }
        return all;
    }

    private String name(int offset) {
        long from = Math.clamp(Integer.toUnsignedLong(offset), 0, addresses);
        long to = from;
        while (to < addresses && segment.get(JAVA_BYTE, to) != 0) {
            to++;
        }
        return new String(segment.asSlice(from, to - from).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
