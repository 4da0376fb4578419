package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `chdb_query_with_params_n` (the whole result at once) and the `chdb_stream_query` family (block by block).
final class QueryCalls {
    private final MethodHandle query;
    private final MethodHandle stream;
    private final MethodHandle fetch;
    private final MethodHandle cancel;

    QueryCalls(Symbols symbols) {
        FunctionDescriptor withParameters = FunctionDescriptor.of(
                ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                JAVA_LONG);
        query = symbols.function("chdb_query_with_params_n", withParameters);
        stream = symbols.function("chdb_stream_query_with_params_n", withParameters);
        fetch = symbols.function("chdb_stream_fetch_result", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        cancel = symbols.function("chdb_stream_cancel_query", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }

    MemorySegment query(MemorySegment connection, Texts texts) {
        return run(query, connection, texts);
    }

    MemorySegment stream(MemorySegment connection, Texts texts) {
        return run(stream, connection, texts);
    }

    MemorySegment fetch(MemorySegment connection, MemorySegment stream) {
        try {
            return (MemorySegment) fetch.invokeExact(connection, stream);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    void cancel(MemorySegment connection, MemorySegment stream) {
        try {
            cancel.invokeExact(connection, stream);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    private static MemorySegment run(MethodHandle call, MemorySegment connection, Texts t) {
        try {
            return (MemorySegment) call.invokeExact(
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
}
