package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `chdb_result_*` and `chdb_destroy_query_result`.
final class ResultCalls {
    private final MethodHandle buffer;
    private final MethodHandle length;
    private final MethodHandle error;
    private final MethodHandle resultRows;
    private final MethodHandle readRows;
    private final MethodHandle readBytes;
    private final MethodHandle writtenRows;
    private final MethodHandle writtenBytes;
    private final MethodHandle destroy;

    ResultCalls(Symbols symbols) {
        FunctionDescriptor pointer = FunctionDescriptor.of(ADDRESS, ADDRESS);
        FunctionDescriptor number = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
        buffer = symbols.function("chdb_result_buffer", pointer);
        length = symbols.function("chdb_result_length", number);
        error = symbols.function("chdb_result_error", pointer);
        resultRows = symbols.function("chdb_result_rows_read", number);
        readRows = symbols.function("chdb_result_storage_rows_read", number);
        readBytes = symbols.function("chdb_result_storage_bytes_read", number);
        writtenRows = symbols.function("chdb_result_rows_written", number);
        writtenBytes = symbols.function("chdb_result_bytes_written", number);
        destroy = symbols.function("chdb_destroy_query_result", FunctionDescriptor.ofVoid(ADDRESS));
    }

    /// The result's bytes, in the library's memory until [#destroy(MemorySegment)].
    MemorySegment bytes(MemorySegment result) {
        long size = number(length, result);
        return size == 0 ? MemorySegment.NULL : Symbols.sized(pointer(buffer, result), size);
    }

    String error(MemorySegment result) {
        return Symbols.string(pointer(error, result));
    }

    Progress progress(MemorySegment result) {
        return new Progress(
                number(readRows, result),
                number(readBytes, result),
                number(writtenRows, result),
                number(writtenBytes, result),
                number(resultRows, result));
    }

    void destroy(MemorySegment result) {
        try {
            destroy.invokeExact(result);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    private static long number(MethodHandle call, MemorySegment result) {
        try {
            return (long) call.invokeExact(result);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    private static MemorySegment pointer(MethodHandle call, MemorySegment result) {
        try {
            return (MemorySegment) call.invokeExact(result);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }
}
