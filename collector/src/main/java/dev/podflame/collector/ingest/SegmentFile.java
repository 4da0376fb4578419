package dev.podflame.collector.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32C;

/// Layout of a segment file: 8 bytes of magic, 8 random bytes that make the segment's name unique in every database
/// it may ever be inserted into, then entries as `length (4), CRC-32C (4), bytes`. Big-endian.
final class SegmentFile {
    static final int HEADER_BYTES = 16;
    static final int ENTRY_HEADER_BYTES = 8;
    static final int MAX_ENTRY_BYTES = 80 << 20;

    private static final long MAGIC = 0x50464c53504f4f31L; // "PFLSPOO1"

    private SegmentFile() {}

    static FileChannel create(Path file, long nonce) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(nonce);
        writeFully(channel, header.flip());
        return channel;
    }

    /// An entry with its header, ready to be written.
    static ByteBuffer encode(SpoolEntry entry) {
        int size = entry.size();
        ByteBuffer out = ByteBuffer.allocate(ENTRY_HEADER_BYTES + size);
        out.position(ENTRY_HEADER_BYTES);
        entry.encode(out);
        out.flip();
        out.putInt(0, size).putInt(4, crc(out, size));
        return out;
    }

    /// What a walk through a file found.
    ///
    /// @param nonce the file's random number
    /// @param goodBytes where the last whole entry ends
    /// @param damaged entries whose checksum was wrong though more entries follow
    record Walk(long nonce, long goodBytes, int damaged) {}

    /// Walks through all entries; `each` gets an entry and the offset of its bytes. Stops at the first place where
    /// nothing sensible follows, which is what a write that was cut short leaves behind.
    static Walk walk(FileChannel channel, ObjLongConsumer<SpoolEntry> each) throws IOException {
        long size = channel.size();
        if (size < HEADER_BYTES) {
            return new Walk(0, 0, 0);
        }
        ByteBuffer header = readFully(channel, 0, HEADER_BYTES);
        if (header.getLong() != MAGIC) {
            throw new IOException("not a spool segment");
        }
        long nonce = header.getLong();
        long position = HEADER_BYTES;
        long good = position;
        int damaged = 0;
        int skipped = 0;
        while (position + ENTRY_HEADER_BYTES <= size) {
            int length = readFully(channel, position, ENTRY_HEADER_BYTES).getInt();
            if (length <= 0 || length > MAX_ENTRY_BYTES || position + ENTRY_HEADER_BYTES + length > size) {
                break;
            }
            long next = position + ENTRY_HEADER_BYTES + length;
            if (isIntact(channel, position, length)) {
                each.accept(read(channel, position, length), position);
                good = next;
                damaged += skipped;
                skipped = 0;
            } else {
                skipped++;
            }
            position = next;
        }
        return new Walk(nonce, good, damaged);
    }

    /// The entry at an offset; its checksum is checked.
    static SpoolEntry read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = readFully(channel, offset, ENTRY_HEADER_BYTES + length);
        if (bytes.getInt(0) != length || bytes.getInt(4) != crc(bytes, length)) {
            throw new DamagedEntryException("the entry at byte " + offset + " has a wrong checksum");
        }
        return SpoolEntry.decode(bytes.position(ENTRY_HEADER_BYTES));
    }

    private static boolean isIntact(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = readFully(channel, offset, ENTRY_HEADER_BYTES + length);
        return bytes.getInt(4) == crc(bytes, length);
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Makes a created, renamed or deleted name in a folder survive a power cut.
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static ByteBuffer readFully(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the segment ends at byte " + (offset + bytes.position()));
            }
        }
        return bytes.flip();
    }

    /// Of the bytes that follow an entry's header.
    private static int crc(ByteBuffer entry, int length) {
        CRC32C crc = new CRC32C();
        crc.update(entry.slice(ENTRY_HEADER_BYTES, length));
        return (int) crc.getValue();
    }
}
