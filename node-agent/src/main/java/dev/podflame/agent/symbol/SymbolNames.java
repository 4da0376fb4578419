package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads names from a section of strings through a window: a small section whole, a large one piece by piece, since
/// neighbours among the symbols mostly are neighbours among the names.
final class SymbolNames {
    private static final int WHOLE_BYTES = 8 << 20;
    private static final int WINDOW_BYTES = 16 << 10;
    private static final int MAX_NAME_BYTES = 8 << 10;

    private final ByteSource source;
    private final ElfFile.Section section;
    private byte[] window = {};
    private long windowStart;

    SymbolNames(ByteSource source, ElfFile.Section section) throws IOException, MalformedElfException {
        this.source = source;
        this.section = section;
        if (section.offset() < 0 || section.size() < 0 || section.offset() > source.size() - section.size()) {
            throw new MalformedElfException(section.name() + " lies outside the file");
        }
        if (section.size() <= WHOLE_BYTES) {
            load(0, (int) section.size());
        }
    }

    /// The name at an offset, without its zero byte; empty if there is none. Longer ones are cut.
    byte[] name(long offset) throws IOException {
        if (offset >= section.size()) {
            return new byte[0];
        }
        boolean inWindow = offset >= windowStart && offset < windowStart + window.length;
        int end = inWindow ? end((int) (offset - windowStart)) : -1;
        if (end < 0) {
            load(offset, (int) Math.min(WINDOW_BYTES, section.size() - offset));
            end = end(0);
        }
        // A section whose last name lacks its zero byte ends there all the same.
        return Arrays.copyOfRange(window, (int) (offset - windowStart), end < 0 ? window.length : end);
    }

    /// Index of the zero byte at or after `from`, or where the name is cut; -1 if the window ends before both.
    private int end(int from) {
        int last = Math.min(window.length, from + MAX_NAME_BYTES);
        for (int i = from; i < last; i++) {
            if (window[i] == 0) {
                return i;
            }
        }
        return last == from + MAX_NAME_BYTES ? last : -1;
    }

    private void load(long offset, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        source.read(section.offset() + offset, bytes);
        window = bytes.array();
        windowStart = offset;
    }
}
