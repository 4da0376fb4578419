package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The `chdb_stream_insert` family: an INSERT whose data is pushed in pieces.
final class InsertCalls {
    private final MethodHandle begin;
    private final MethodHandle append;
    private final MethodHandle done;
    private final MethodHandle cancel;
    private final MethodHandle error;
    private final MethodHandle destroy;

    InsertCalls(Symbols symbols) {
        FunctionDescriptor onStream = FunctionDescriptor.ofVoid(ADDRESS);
        FunctionDescriptor ofStream = FunctionDescriptor.of(ADDRESS, ADDRESS);
        begin = symbols.function(
                "chdb_stream_insert_with_params_n",
                FunctionDescriptor.of(
                        ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                        JAVA_LONG));
        append = symbols.function("chdb_stream_append", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
        done = symbols.function("chdb_stream_done", ofStream);
        cancel = symbols.function("chdb_stream_cancel_insert", onStream);
        error = symbols.function("chdb_stream_insert_error", ofStream);
        destroy = symbols.function("chdb_destroy_insert_stream", onStream);
    }

    MemorySegment begin(MemorySegment connection, Texts t) {
        try {
            return (MemorySegment) begin.invokeExact(
                    connection,
                    t.sql(),
                    t.sql().byteSize(),
                    t.format(),
                    t.format().byteSize(),
                    t.parameters().names(),
                    t.parameters().nameLengths(),
                    t.parameters().values(),
                    t.parameters().valueLengths(),
                    t.parameters().count());
        } catch (Throwable thrown) {
            throw Symbols.failed(thrown);
        }
    }

    /// Blocks while the engine is behind. False when the stream has failed.
    boolean append(MemorySegment stream, MemorySegment data) {
        try {
            return (int) append.invokeExact(stream, data, data.byteSize()) == 0;
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    MemorySegment done(MemorySegment stream) {
        try {
            return (MemorySegment) done.invokeExact(stream);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    String error(MemorySegment stream) {
        try {
            return Symbols.string((MemorySegment) error.invokeExact(stream));
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    void cancel(MemorySegment stream) {
        run(cancel, stream);
    }

    void destroy(MemorySegment stream) {
        run(destroy, stream);
    }

    private static void run(MethodHandle call, MemorySegment stream) {
        try {
            call.invokeExact(stream);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }
}
