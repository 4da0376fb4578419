package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Where the functions of a stripped file begin: the sorted table of `.eh_frame_hdr` (Linux Standard Base, "Exception
/// Frame Header"), which stays in a file because exceptions need it. So all addresses of one nameless function become
/// one frame instead of a frame each.
final class FunctionStarts {
    private static final int HEADER_BYTES = 12;
    private static final int ENTRY_BYTES = 8;
    private static final int CHUNK_BYTES = 8192 * ENTRY_BYTES;
    /// No function is larger; beyond it the table has a gap.
    private static final long MAX_REACH = 1 << 20;

    private static final byte LOWEST_RANK = -1;
    private static final byte[] NAMELESS = {};

    private FunctionStarts() {}

    /// Adds a nameless function for each start. A table in an unusual encoding is passed over.
    static void read(ElfFile file, SymbolTableWriter table) throws IOException, MalformedElfException {
        Optional<ElfFile.Section> found = file.section(".eh_frame_hdr");
        if (found.isEmpty() || found.get().size() < HEADER_BYTES) {
            return;
        }
        ElfFile.Section section = found.get();
        if (section.offset() < 0 || section.offset() > file.source().size() - section.size()) {
            throw new MalformedElfException(section.name() + " lies outside the file");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.source().read(section.offset(), header);
        // Version 1, a 4-byte pointer, a 4-byte count, pairs of 4 bytes relative to the section.
        boolean usual =
                header.get(0) == 1 && (header.get(1) & 0x0f) == 0x0b && header.get(2) == 0x03 && header.get(3) == 0x3b;
        if (usual) {
            long room = (section.size() - HEADER_BYTES) / ENTRY_BYTES;
            long count = Math.min(Integer.toUnsignedLong(header.getInt(8)), room);
            readEntries(file.source(), section, count * ENTRY_BYTES, table);
        }
    }

    private static void readEntries(ByteSource source, ElfFile.Section section, long bytes, SymbolTableWriter table)
            throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = 0; at < bytes; at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, bytes - at));
            source.read(section.offset() + HEADER_BYTES + at, chunk);
            for (int entry = 0; entry < chunk.limit(); entry += ENTRY_BYTES) {
                long start = section.address() + chunk.getInt(entry);
                table.add(start, SymbolTable.reach(0, MAX_REACH), LOWEST_RANK, NAMELESS);
            }
        }
    }
}
