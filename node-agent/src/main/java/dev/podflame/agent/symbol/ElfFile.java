package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The section table of a 64-bit little-endian ELF file (System V ABI, chapter 4). Every number in it may be a lie:
/// nothing is allocated or read before it was checked against the file's size.
final class ElfFile {
    private static final int HEADER_BYTES = 64;
    private static final int SECTION_BYTES = 64;
    private static final int MAX_SECTIONS = 65_536;
    private static final int MAX_NAMES_BYTES = 8 << 20;
    private static final int SHT_NOBITS = 8;
    private static final long SHF_EXECUTABLE = 4;
    private static final int SHN_XINDEX = 0xffff;

    /// One row of the section table.
    record Section(String name, int type, long flags, long address, long offset, long size, int link) {
        boolean executable() {
            return (flags & SHF_EXECUTABLE) != 0;
        }
    }

    private final ByteSource source;
    private final List<Section> sections;

    private ElfFile(ByteSource source, List<Section> sections) {
        this.source = source;
        this.sections = sections;
    }

    static ElfFile read(ByteSource source) throws IOException, MalformedElfException {
        ByteBuffer header = header(source);
        long tableOffset = header.getLong(40);
        int count = Short.toUnsignedInt(header.getShort(60));
        int namesIndex = Short.toUnsignedInt(header.getShort(62));
        if (tableOffset == 0) {
            return new ElfFile(source, List.of());
        }
        if (Short.toUnsignedInt(header.getShort(58)) != SECTION_BYTES) {
            throw new MalformedElfException("its section headers have an unknown size");
        }
        // With more sections than 16 bits can count, the first one carries the numbers (ABI, "extended numbering").
        if (count == 0 || namesIndex == SHN_XINDEX) {
            ByteBuffer first = at(source, tableOffset, SECTION_BYTES, "first section header");
            count = count == 0 ? Math.clamp(first.getLong(32), 0, Integer.MAX_VALUE) : count;
            namesIndex = namesIndex == SHN_XINDEX ? first.getInt(40) : namesIndex;
        }
        if (count > MAX_SECTIONS) {
            throw new MalformedElfException("it claims " + count + " sections");
        }
        ByteBuffer table = at(source, tableOffset, count * SECTION_BYTES, "section table");
        return new ElfFile(source, sections(source, table, count, namesIndex));
    }

    private static ByteBuffer header(ByteSource source) throws IOException, MalformedElfException {
        if (source.size() < HEADER_BYTES) {
            throw new MalformedElfException("it has only " + source.size() + " bytes");
        }
        ByteBuffer header = at(source, 0, HEADER_BYTES, "header");
        if (header.order(ByteOrder.BIG_ENDIAN).getInt(0) != 0x7f454c46) {
            throw new MalformedElfException("it doesn't start as an ELF file does");
        }
        if (header.get(4) != 2 || header.get(5) != 1) {
            throw new MalformedElfException("it isn't 64-bit little-endian");
        }
        return header.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Section> sections(ByteSource source, ByteBuffer table, int count, int namesIndex)
            throws IOException, MalformedElfException {
        byte[] names = {};
        if (namesIndex > 0 && namesIndex < count) {
            int at = namesIndex * SECTION_BYTES;
            long size = table.getLong(at + 32);
            if (size < 0 || size > MAX_NAMES_BYTES) {
                throw new MalformedElfException("its section names claim " + size + " bytes");
            }
            names = at(source, table.getLong(at + 24), (int) size, "section names")
                    .array();
        }
        List<Section> sections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * SECTION_BYTES;
            sections.add(new Section(
                    text(names, table.getInt(at)),
                    table.getInt(at + 4),
                    table.getLong(at + 8),
                    table.getLong(at + 16),
                    table.getLong(at + 24),
                    table.getLong(at + 32),
                    table.getInt(at + 40)));
        }
        return sections;
    }

    List<Section> sections() {
        return sections;
    }

    ByteSource source() {
        return source;
    }

    /// The first section of that name which has bytes in the file.
    Optional<Section> section(String name) {
        for (Section section : sections) {
            if (section.name().equals(name) && section.type() != SHT_NOBITS) {
                return Optional.of(section);
            }
        }
        return Optional.empty();
    }

    /// The bytes of a section of at most `limit` bytes.
    byte[] content(Section section, int limit) throws IOException, MalformedElfException {
        if (section.size() < 0 || section.size() > limit) {
            throw new MalformedElfException(section.name() + " claims " + section.size() + " bytes");
        }
        return at(source, section.offset(), (int) section.size(), section.name())
                .array();
    }

    private static ByteBuffer at(ByteSource source, long offset, int size, String what)
            throws IOException, MalformedElfException {
        if (offset < 0 || offset > source.size() - size) {
            throw new MalformedElfException("its " + what + " lies outside the file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        source.read(offset, bytes);
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The text that starts at `from` and ends at the next zero byte; empty if that is outside.
    static String text(byte[] bytes, int from) {
        if (from < 0 || from >= bytes.length) {
            return "";
        }
        int to = from;
        while (to < bytes.length && bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
