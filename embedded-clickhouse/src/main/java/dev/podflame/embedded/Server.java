package dev.podflame.embedded;

import dev.podflame.embedded.chdb.ChdbLibrary;
import dev.podflame.embedded.chdb.ConnectionPool;
import dev.podflame.embedded.chdb.QueryKiller;
import dev.podflame.embedded.http.Credentials;
import dev.podflame.embedded.http.HttpServer;
import dev.podflame.embedded.http.Router;
import dev.podflame.embedded.http.RunningStatements;
import dev.podflame.embedded.http.StatementHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// Engine and listener together, from start to end.
final class Server {
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration CANCEL = Duration.ofSeconds(5);
    /// Requests that may wait or run; each has a thread while it does.
    private static final int REQUESTS_PER_QUERY = 8;

    private final ChdbLibrary library;
    private final DataDirectory data;
    private final ConnectionPool pool;
    private final QueryKiller killer;
    private final RunningStatements running;
    private final HttpServer http;
    private boolean stopped;

    private Server(
            ChdbLibrary library,
            DataDirectory data,
            ConnectionPool pool,
            QueryKiller killer,
            RunningStatements running,
            HttpServer http) {
        this.library = library;
        this.data = data;
        this.pool = pool;
        this.killer = killer;
        this.running = running;
        this.http = http;
    }

    static Server start(Options options, String password) throws StartupFailure {
        ChdbLibrary library = LibraryFile.load(options.library);
        DataDirectory data = DataDirectory.open(options.data);
        EngineSettings engine = new EngineSettings(data.path(), options.memoryLimit, options.fsync);
        try {
            ConnectionPool pool =
                    new ConnectionPool(library, engine.arguments(), engine.statementDefaults(), options.maxQueries);
            QueryKiller killer = new QueryKiller(library.connect(engine.arguments()));
            RunningStatements running = new RunningStatements(killer);
            StatementHandler statements = new StatementHandler(
                    pool, running, options.queuePatience(), killer.timezone(), options.memoryLimit.bytes() / 16);
            Router router = new Router(new Credentials("podflame", password), statements);
            HttpServer http = listen(options, router);
            Server server = new Server(library, data, pool, killer, running, http);
            server.announce(options);
            return server;
        } catch (IllegalStateException e) {
            throw new StartupFailure(
                    Exit.ENGINE_REFUSED,
                    "the engine did not start on " + data.path() + ": " + e.getMessage(),
                    "see its message above; data of a newer version, or damaged data, needs another folder by --data");
        } catch (IOException e) {
            throw new StartupFailure(
                    Exit.DATA_UNUSABLE, "cannot write: " + e, "check the folders of --data and --port-file");
        }
    }

    private static HttpServer listen(Options options, Router router) throws StartupFailure {
        try {
            return new HttpServer(options.port, options.maxQueries * REQUESTS_PER_QUERY, router);
        } catch (IOException e) {
            throw new StartupFailure(
                    Exit.PORT_IN_USE,
                    e.getMessage() + ": " + e.getCause(),
                    "give another port by --port, or 0 for any free one");
        }
    }

    private void announce(Options options) throws IOException {
        System.err.println("podflame-clickhouse: libchdb " + library.version() + " on " + data.path()
                + ", listening on 127.0.0.1:" + http.port());
        Path file = options.portFile;
        if (file != null) {
            Path target = file.toAbsolutePath();
            Path written = target.resolveSibling(target.getFileName() + ".tmp");
            Files.writeString(written, http.port() + "\n");
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Lets running statements end, then cancels them; closes the engine. A connection in use is never closed, that
    /// would abort the process in the middle of whatever it writes.
    synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        http.stopListening();
        try {
            boolean idle = pool.drain(DRAIN);
            if (!idle) {
                running.cancelAll();
                idle = pool.drain(CANCEL);
            }
            http.close();
            if (idle) {
                pool.close();
                killer.close();
                library.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        data.close();
    }
}
