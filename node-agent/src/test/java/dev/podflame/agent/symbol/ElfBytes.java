package dev.podflame.agent.symbol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Builds small ELF files for tests, byte by byte.
final class ElfBytes {
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_STRTAB = 3;
    private static final int EXECUTABLE = 4;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(String name, int type, long flags, long address, byte[] bytes, int link) {}

    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream symbols = new ByteArrayOutputStream();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();

    ElfBytes() {
        // Section 1 is the code that all symbols lie in.
        parts.add(new Part(".text", SHT_PROGBITS, EXECUTABLE, 0x1000, new byte[4096], 0));
        names.write(0);
        symbols.writeBytes(new byte[24]);
    }

    ElfBytes function(String name, long address, long size) {
        return symbol(name, 0x12, 1, address, size);
    }

    ElfBytes symbol(String name, int info, int section, long address, long size) {
        ByteBuffer symbol = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        symbol.putInt(names.size()).put((byte) info).put((byte) 0).putShort((short) section);
        symbol.putLong(address).putLong(size);
        symbols.writeBytes(bytes(symbol));
        names.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ElfBytes section(String name, byte[] content) {
        parts.add(new Part(name, SHT_PROGBITS, 0, 0, content, 0));
        return this;
    }

    ElfBytes buildId(byte[] id) {
        ByteBuffer note = ByteBuffer.allocate(16 + id.length).order(ByteOrder.LITTLE_ENDIAN);
        note.putInt(4)
                .putInt(id.length)
                .putInt(3)
                .put("GNU\0".getBytes(StandardCharsets.US_ASCII))
                .put(id);
        return section(".note.gnu.build-id", bytes(note));
    }

    /// The file, with its symbols under the given section name.
    byte[] build(String symbolSection) {
        List<Part> all = new ArrayList<>(parts);
        all.add(new Part(symbolSection, 2, 0, 0, symbols.toByteArray(), parts.size() + 2));
        all.add(new Part(".strtab", SHT_STRTAB, 0, 0, names.toByteArray(), 0));
        return assemble(all);
    }

    /// The file without symbols.
    byte[] buildStripped() {
        return assemble(new ArrayList<>(parts));
    }

    private static byte[] assemble(List<Part> parts) {
        ByteArrayOutputStream sectionNames = new ByteArrayOutputStream();
        sectionNames.write(0);
        int[] nameOffsets = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            nameOffsets[i] = sectionNames.size();
            sectionNames.writeBytes((parts.get(i).name() + "\0").getBytes(StandardCharsets.UTF_8));
        }
        parts.add(new Part(".shstrtab", SHT_STRTAB, 0, 0, sectionNames.toByteArray(), 0));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteBuffer table = ByteBuffer.allocate(64 * (parts.size() + 1)).order(ByteOrder.LITTLE_ENDIAN);
        table.position(64);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            table.putInt(nameOffsets[i])
                    .putInt(part.type())
                    .putLong(part.flags())
                    .putLong(part.address());
            table.putLong(64L + content.size())
                    .putLong(part.bytes().length)
                    .putInt(part.link())
                    .putInt(0);
            table.putLong(1).putLong(0);
            content.writeBytes(part.bytes());
        }
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        header.putShort((short) 3)
                .putShort((short) 62)
                .putInt(1)
                .putLong(0)
                .putLong(0)
                .putLong(64L + content.size());
        header.putInt(0)
                .putShort((short) 64)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 64);
        header.putShort((short) (parts.size() + 1)).putShort((short) parts.size());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(bytes(header));
        file.writeBytes(content.toByteArray());
        file.writeBytes(bytes(table));
        return file.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(bytes);
        return bytes;
    }
}
