package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads the functions of `.symtab` and `.dynsym` (System V ABI, "Symbol Table") into a [SymbolTableWriter], a chunk at
/// a time.
final class SymbolSections {
    private static final int SYMBOL_BYTES = 24;
    private static final int CHUNK_SYMBOLS = 4096;
    private static final int STT_NOTYPE = 0;
    private static final int STT_FUNC = 2;
    private static final int STT_GNU_IFUNC = 10;
    private static final int SHN_RESERVED = 0xff00;

    private final ElfFile file;
    private final SymbolTableWriter table;
    private int found;

    private SymbolSections(ElfFile file, SymbolTableWriter table) {
        this.file = file;
        this.table = table;
    }

    /// Adds the functions that the file names; the number of them. `.symtab` has all that `.dynsym` has.
    static int read(ElfFile file, SymbolTableWriter table) throws IOException, MalformedElfException {
        SymbolSections reader = new SymbolSections(file, table);
        Optional<ElfFile.Section> full = file.section(".symtab");
        if (full.isPresent()) {
            reader.readSection(full.get());
        } else {
            Optional<ElfFile.Section> dynamic = file.section(".dynsym");
            if (dynamic.isPresent()) {
                reader.readSection(dynamic.get());
            }
        }
        return reader.found;
    }

    private void readSection(ElfFile.Section symbols) throws IOException, MalformedElfException {
        if (symbols.link() <= 0 || symbols.link() >= file.sections().size()) {
            throw new MalformedElfException(symbols.name() + " has no section of names");
        }
        SymbolNames names = new SymbolNames(file.source(), file.sections().get(symbols.link()));
        long end = Math.addExact(symbols.offset(), symbols.size());
        if (symbols.offset() < 0 || symbols.size() < 0 || end > file.source().size()) {
            throw new MalformedElfException(symbols.name() + " lies outside the file");
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_SYMBOLS * SYMBOL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = symbols.offset(); end - at >= SYMBOL_BYTES; at += chunk.limit()) {
            long left = (end - at) / SYMBOL_BYTES * SYMBOL_BYTES;
            chunk.clear().limit((int) Math.min(chunk.capacity(), left));
            file.source().read(at, chunk);
            for (int symbol = 0; symbol < chunk.limit(); symbol += SYMBOL_BYTES) {
                readSymbol(chunk, symbol, names);
            }
        }
    }

    private void readSymbol(ByteBuffer chunk, int at, SymbolNames names) throws IOException {
        int type = chunk.get(at + 4) & 0xf;
        int section = Short.toUnsignedInt(chunk.getShort(at + 6));
        boolean function = type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_NOTYPE;
        if (!function
                || section == 0
                || section >= SHN_RESERVED
                || section >= file.sections().size()) {
            return;
        }
        ElfFile.Section code = file.sections().get(section);
        if (!code.executable()) {
            return;
        }
        byte[] name = names.name(Integer.toUnsignedLong(chunk.getInt(at)));
        // Assemblers and linkers mark places inside functions by names like "$x" and ".L12".
        if (name.length == 0 || (type == STT_NOTYPE && (name[0] == '$' || name[0] == '.'))) {
            return;
        }
        long size = chunk.getLong(at + 16);
        int binding = (chunk.get(at + 4) & 0xff) >> 4;
        long address = chunk.getLong(at + 8);
        int reach = SymbolTable.reach(size, code.address() + code.size() - address);
        table.add(address, reach, rank(type, binding, size, name), name);
        found++;
    }

    /// Of several names for one address the one that a person would look for: sized, global, without underscores.
    private static byte rank(int type, int binding, long size, byte[] name) {
        int rank = type == STT_NOTYPE ? 0 : 8;
        rank += size > 0 ? 4 : 0;
        rank += name[0] == '_' && name.length > 1 && name[1] != 'Z' && name[1] != 'R' ? 0 : 2;
        rank += binding == 1 ? 1 : 0;
        return (byte) rank;
    }
}
