package dev.podflame.agent.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Tells executables that Go's linker made, by the note that it leaves in them; `strip` doesn't remove it.
final class GoBinary {

    private static final int MAGIC = 0x7f454c46;
    private static final int HEADER_BYTES = 64;
    private static final int SEGMENT_BYTES = 56;
    private static final int MAX_SEGMENTS = 128;
    private static final int NOTE_SEGMENT = 4;
    private static final int MAX_NOTE_BYTES = 4096;
    private static final int GO_BUILD_ID = 4;

    private GoBinary() {}

    /// Whether this 64-bit ELF file has Go's build id. Any other content, or none, is a no.
    static boolean isGo(Path executable) {
        try (FileChannel file = FileChannel.open(executable, StandardOpenOption.READ)) {
            ByteBuffer header = read(file, 0, HEADER_BYTES);
            if (header.remaining() < HEADER_BYTES
                    || header.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC
                    || header.get(4) != 2
                    || header.get(5) != 1) {
                return false;
            }
            header.order(ByteOrder.LITTLE_ENDIAN);
            int segments = Math.min(Short.toUnsignedInt(header.getShort(56)), MAX_SEGMENTS);
            ByteBuffer table = read(file, header.getLong(32), segments * SEGMENT_BYTES);
            for (int at = 0; at + SEGMENT_BYTES <= table.limit(); at += SEGMENT_BYTES) {
                long length = table.getLong(at + 32);
                if (table.getInt(at) == NOTE_SEGMENT && length > 0 && length <= MAX_NOTE_BYTES) {
                    if (hasGoNote(read(file, table.getLong(at + 8), (int) length))) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasGoNote(ByteBuffer notes) {
        while (notes.remaining() >= 12) {
            int nameLength = notes.getInt();
            int contentLength = notes.getInt();
            int type = notes.getInt();
            long padded = padded(nameLength) + padded(contentLength);
            if (nameLength < 0 || contentLength < 0 || padded > notes.remaining()) {
                return false;
            }
            byte[] name = new byte[nameLength];
            notes.get(notes.position(), name);
            if (type == GO_BUILD_ID && new String(name, StandardCharsets.ISO_8859_1).equals("Go\0\0")) {
                return true;
            }
            notes.position(notes.position() + (int) padded);
        }
        return false;
    }

    private static long padded(int length) {
        return (length + 3L) & ~3L;
    }

    private static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (offset < 0) {
            return bytes.limit(0);
        }
        long at = offset;
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, at);
            if (count < 0) {
                break;
            }
            at += count;
        }
        return bytes.flip();
    }
}
