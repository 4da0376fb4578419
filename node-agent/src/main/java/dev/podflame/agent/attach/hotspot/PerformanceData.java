package dev.podflame.agent.attach.hotspot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the texts in a JVM's `hsperfdata` file: its name, its version, its flags.
///
/// Format: `sun.jvmstat.perfdata.monitor.v2_0` and HotSpot's `perfMemory.hpp`: a prologue of 32 bytes
/// (magic, byte order, …, offset of the first entry at 24, their number at 28), then entries: length,
/// offset of the name, length of the vector, type, flags, unit, variability, offset of the data.
final class PerformanceData {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAGIC = 0xCAFEC0C0;
    private static final int PROLOGUE_BYTES = 32;
    private static final int ENTRY_BYTES = 20;

    private PerformanceData() {}

    /// The texts by name; none if it isn't such a file.
    static Map<String, String> read(FileChannel file) throws IOException {
        return parse(ByteBuffer.wrap(Channels.newInputStream(file).readNBytes(MAX_BYTES)));
    }

    static Map<String, String> parse(ByteBuffer content) {
        Map<String, String> texts = new HashMap<>();
        if (content.remaining() < PROLOGUE_BYTES
                || content.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
            return texts;
        }
        content.order(content.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int entry = content.getInt(24);
        int count = content.getInt(28);
        for (int i = 0; i < count && entry >= PROLOGUE_BYTES && entry + ENTRY_BYTES <= content.limit(); i++) {
            int bytes = content.getInt(entry);
            if (bytes < ENTRY_BYTES || bytes > content.limit() - entry) {
                return texts;
            }
            if (content.get(entry + 12) == 'B' && content.getInt(entry + 8) > 0) {
                Optional<String> name = text(content, entry, content.getInt(entry + 4), bytes);
                Optional<String> value = text(content, entry, content.getInt(entry + 16), bytes);
                if (name.isPresent() && value.isPresent()) {
                    texts.put(name.get(), value.get());
                }
            }
            entry += bytes;
        }
        return texts;
    }

    /// The text at an offset in an entry, up to its zero byte.
    private static Optional<String> text(ByteBuffer content, int entry, int offset, int bytes) {
        if (offset < ENTRY_BYTES || offset >= bytes) {
            return Optional.empty();
        }
        int end = entry + offset;
        while (end < entry + bytes && content.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - entry - offset];
        content.get(entry + offset, text);
        return Optional.of(new String(text, StandardCharsets.UTF_8));
    }
}
