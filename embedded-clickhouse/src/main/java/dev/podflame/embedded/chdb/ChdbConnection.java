package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One session with the engine; runs one statement at a time and belongs to one thread at a time.
public final class ChdbConnection implements AutoCloseable {
    private final ChdbLibrary library;
    private final MemorySegment owner;
    private final MemorySegment handle;

    ChdbConnection(ChdbLibrary library, MemorySegment owner) {
        this.library = library;
        this.owner = owner;
        this.handle = Symbols.sized(owner, ADDRESS.byteSize()).get(ADDRESS, 0);
    }

    public Analysis analyse(byte[] sql) {
        try (Arena arena = Arena.ofConfined()) {
            return library.connections.classify(handle, Texts.copy(arena, sql));
        }
    }

    /// Runs a statement whose result is small.
    ///
    /// @return the result as text
    /// @throws ChdbException the engine's error
    public String run(String sql, String format) {
        try (ResultChunk chunk = query(sql.getBytes(StandardCharsets.UTF_8), format, Map.of())) {
            return new String(chunk.toArray(), StandardCharsets.UTF_8);
        }
    }

    /// Runs a statement and holds its whole result, in the library's memory.
    public ResultChunk query(byte[] sql, String format, Map<String, String> parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = library.queries.query(handle, Texts.of(arena, sql, format, parameters));
            return ResultChunk.checked(library.results, result);
        }
    }

    /// Starts a statement whose result comes block by block.
    public ResultStream stream(byte[] sql, String format, Map<String, String> parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream = library.queries.stream(handle, Texts.of(arena, sql, format, parameters));
            return ResultStream.checked(library, handle, stream);
        }
    }

    /// Starts an INSERT whose data follows.
    ///
    /// @param sql without FORMAT and data; anything but an INSERT is refused without being run
    public InsertStream insert(byte[] sql, String format, Map<String, String> parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream = library.inserts.begin(handle, Texts.of(arena, sql, format, parameters));
            return InsertStream.checked(library, stream);
        }
    }

    @Override
    public void close() {
        library.connections.close(owner);
    }
}
