package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// `chdb_connect`, `chdb_close_conn`, `chdb_classify_query_n`.
final class ConnectionCalls {
    private static final int ANALYSIS_BYTES = 16;

    private final MethodHandle connect;
    private final MethodHandle close;
    private final MethodHandle classify;

    ConnectionCalls(Symbols symbols) {
        connect = symbols.function("chdb_connect", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        close = symbols.function("chdb_close_conn", FunctionDescriptor.ofVoid(ADDRESS));
        classify = symbols.function(
                "chdb_classify_query_n",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
    }

    /// The owner's handle (a pointer to the connection), null when the engine refused; its reason goes to standard
    /// error.
    MemorySegment connect(List<String> arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argv = arena.allocate(ADDRESS, arguments.size() + 1L);
            for (int i = 0; i < arguments.size(); i++) {
                argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
            }
            return (MemorySegment) connect.invokeExact(arguments.size(), argv);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    void close(MemorySegment owner) {
        try {
            close.invokeExact(owner);
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }

    Analysis classify(MemorySegment connection, MemorySegment sql) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment report = arena.allocate(ANALYSIS_BYTES, Integer.BYTES);
            report.setAtIndex(JAVA_INT, 0, ANALYSIS_BYTES);
            int state = (int) classify.invokeExact(connection, sql, sql.byteSize(), MemorySegment.NULL, 0L, report);
            if (state != 0) {
                throw new IllegalStateException("libchdb could not analyse a statement");
            }
            return new Analysis(report.getAtIndex(JAVA_INT, 1), Analysis.Effect.of(report.getAtIndex(JAVA_INT, 3)));
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }
}
