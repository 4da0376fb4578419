package dev.podflame.agent.symbol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/// `.gnu_debugdata`: a whole ELF file with the symbols that `strip` took away, packed by xz into the stripped one
/// (Fedora and its relatives ship all programs so).
final class MiniDebugInfo {
    private static final int MAX_PACKED_BYTES = 8 << 20;
    private static final int MAX_BYTES = 24 << 20;
    private static final int MAX_XZ_KIB = 16 << 10;

    private MiniDebugInfo() {}

    /// The file inside, if there is one.
    static Optional<ElfFile> of(ElfFile file) throws IOException, MalformedElfException {
        Optional<ElfFile.Section> section = file.section(".gnu_debugdata");
        if (section.isEmpty()) {
            return Optional.empty();
        }
        byte[] packed = file.content(section.get(), MAX_PACKED_BYTES);
        try (InputStream xz = new XZInputStream(new ByteArrayInputStream(packed), MAX_XZ_KIB)) {
            byte[] unpacked = xz.readNBytes(MAX_BYTES + 1);
            if (unpacked.length > MAX_BYTES) {
                throw new MalformedElfException(".gnu_debugdata unpacks to more than " + MAX_BYTES + " bytes");
            }
            return Optional.of(ElfFile.read(ByteSource.of(unpacked)));
        }
    }
}
