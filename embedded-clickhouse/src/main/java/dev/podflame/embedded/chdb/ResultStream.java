package dev.podflame.embedded.chdb;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A running query whose result comes block by block. Closing it early cancels the query.
public final class ResultStream implements AutoCloseable {
    private final ChdbLibrary library;
    private final MemorySegment connection;
    private final MemorySegment stream;
    private boolean ended;

    private ResultStream(ChdbLibrary library, MemorySegment connection, MemorySegment stream) {
        this.library = library;
        this.connection = connection;
        this.stream = stream;
    }

    static ResultStream checked(ChdbLibrary library, MemorySegment connection, MemorySegment stream) {
        String error = library.results.error(stream);
        if (!error.isEmpty()) {
            library.results.destroy(stream);
            throw ChdbException.ofEngine(error);
        }
        return new ResultStream(library, connection, stream);
    }

    /// Waits for the next block.
    ///
    /// @return the next piece, null after the last
    /// @throws ChdbException when the query failed on the way
    public @Nullable ResultChunk next() {
        if (ended) {
            return null;
        }
        MemorySegment result = library.queries.fetch(connection, stream);
        try {
            ResultChunk chunk = ResultChunk.checked(library.results, result);
            if (chunk.size() > 0) {
                return chunk;
            }
            ended = true;
            chunk.close();
            return null;
        } catch (ChdbException e) {
            ended = true;
            throw e;
        }
    }

    @Override
    public void close() {
        if (!ended) {
            library.queries.cancel(connection, stream);
        }
        library.results.destroy(stream);
    }
}
