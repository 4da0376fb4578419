package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/// libchdb, loaded once for the life of the process; it cannot be unloaded.
public final class ChdbLibrary {
    private final String version;
    private final MethodHandle shutdown;
    final ConnectionCalls connections;
    final QueryCalls queries;
    final InsertCalls inserts;
    final ResultCalls results;

    /// Loads the library and takes its signal handlers away before any connection could install them: they
    /// would replace the JVM's own, which it needs for null checks and safepoints.
    ///
    /// @throws IllegalArgumentException when the file cannot be loaded, with the loader's reason
    /// @throws UnsatisfiedLinkError     when it is loaded and lacks a function
    public ChdbLibrary(Path file) {
        Symbols symbols = new Symbols(file);
        MethodHandle handlers =
                symbols.function("chdb_set_signal_handlers_enabled", FunctionDescriptor.ofVoid(JAVA_INT));
        MethodHandle versionCall = symbols.function("chdb_version", FunctionDescriptor.of(ADDRESS));
        try {
            handlers.invokeExact(0);
            version = Symbols.string((MemorySegment) versionCall.invokeExact());
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
        shutdown = symbols.function("chdb_shutdown", FunctionDescriptor.of(JAVA_INT));
        connections = new ConnectionCalls(symbols);
        queries = new QueryCalls(symbols);
        inserts = new InsertCalls(symbols);
        results = new ResultCalls(symbols);
    }

    public String version() {
        return version;
    }

    /// Opens a connection. The first one starts the engine with the options among the arguments (`--path=`,
    /// `--config-file=`); settings (`--max_threads=2`) hold for this connection only.
    ///
    /// @throws IllegalStateException when the engine refuses; it prints its reason on standard error
    public ChdbConnection connect(List<String> arguments) {
        MemorySegment owner = connections.connect(arguments);
        if (Symbols.isNull(owner)) {
            throw new IllegalStateException("the engine refused to open " + arguments);
        }
        return new ChdbConnection(this, owner);
    }

    /// Stops the engine's threads. False while a connection is still open.
    public boolean shutdown() {
        try {
            return (int) shutdown.invokeExact() == 0;
        } catch (Throwable t) {
            throw Symbols.failed(t);
        }
    }
}
