package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The ids that tell whether two files have the same code.
final class BuildId {
    private static final int MAX_NOTE_BYTES = 64 << 10;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int NT_GO_BUILD_ID = 4;
    private static final int HASHED_BYTES = 4096;

    private BuildId() {}

    /// Whether one of the file's ids is `wanted`; what the profiler sends is the GNU id where a file has one,
    /// else Go's, else its own hash.
    static boolean matches(ElfFile file, String wanted) throws IOException, MalformedElfException {
        return gnu(file).filter(wanted::equals).isPresent()
                || go(file).filter(wanted::equals).isPresent()
                || hash(file.source()).equals(wanted);
    }

    /// The GNU build id, in hex.
    static Optional<String> gnu(ElfFile file) throws IOException, MalformedElfException {
        return note(file, ".note.gnu.build-id", NT_GNU_BUILD_ID, "GNU").map(HexFormat.of()::formatHex);
    }

    /// Go's build id, a text.
    static Optional<String> go(ElfFile file) throws IOException, MalformedElfException {
        return note(file, ".note.go.buildid", NT_GO_BUILD_ID, "Go").map(id -> new String(id, StandardCharsets.UTF_8));
    }

    /// The eBPF profiler's own id (`htlhash`): half of the SHA-256 of head, tail and length.
    static String hash(ByteSource source) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            int bytes = (int) Math.min(HASHED_BYTES, source.size());
            digest.update(slice(source, 0, bytes));
            digest.update(slice(source, source.size() - bytes, bytes));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(source.size()).flip());
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ByteBuffer slice(ByteSource source, long from, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        source.read(from, bytes);
        return bytes.flip();
    }

    /// Content of the first note of that type and owner in a section of notes.
    private static Optional<byte[]> note(ElfFile file, String section, int type, String owner)
            throws IOException, MalformedElfException {
        Optional<ElfFile.Section> found = file.section(section);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer notes =
                ByteBuffer.wrap(file.content(found.get(), MAX_NOTE_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        while (notes.remaining() >= 12) {
            int nameSize = notes.getInt();
            int size = notes.getInt();
            int noteType = notes.getInt();
            long padded = ((nameSize + 3L) & ~3L) + ((size + 3L) & ~3L);
            if (nameSize < 0 || size < 0 || padded > notes.remaining() + 3L) {
                throw new MalformedElfException("a note in " + section + " is longer than its section");
            }
            int start = notes.position();
            int content = start + ((nameSize + 3) & ~3);
            if (content + size > notes.limit()) {
                throw new MalformedElfException("a note in " + section + " is longer than its section");
            }
            if (noteType == type && ElfFile.text(notes.array(), start).equals(owner)) {
                byte[] id = new byte[size];
                notes.get(content, id);
                return Optional.of(id);
            }
            notes.position((int) Math.min(notes.limit(), start + padded));
        }
        return Optional.empty();
    }
}
