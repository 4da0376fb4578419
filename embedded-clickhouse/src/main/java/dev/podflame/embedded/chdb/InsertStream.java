package dev.podflame.embedded.chdb;

import java.lang.foreign.MemorySegment;

/// A running INSERT. Closing it without [#finish()] cancels it: blocks that the engine hasn't committed are dropped.
public final class InsertStream implements AutoCloseable {
    private final ChdbLibrary library;
    private final MemorySegment stream;
    private boolean finished;

    private InsertStream(ChdbLibrary library, MemorySegment stream) {
        this.library = library;
        this.stream = stream;
    }

    static InsertStream checked(ChdbLibrary library, MemorySegment stream) {
        String error = library.inserts.error(stream);
        if (!error.isEmpty()) {
            library.inserts.destroy(stream);
            throw ChdbException.ofEngine(error);
        }
        return new InsertStream(library, stream);
    }

    /// Hands over one piece of data, which is copied. Blocks while the engine is behind.
    ///
    /// @return false when the insert has failed; [#finish()] then throws the reason
    public boolean append(MemorySegment data) {
        return library.inserts.append(stream, data);
    }

    /// Commits.
    ///
    /// @throws ChdbException when the insert failed
    public Progress finish() {
        finished = true;
        MemorySegment result = library.inserts.done(stream);
        try (ResultChunk summary = ResultChunk.checked(library.results, result)) {
            return summary.progress();
        }
    }

    @Override
    public void close() {
        if (!finished) {
            library.inserts.cancel(stream);
        }
        library.inserts.destroy(stream);
    }
}
