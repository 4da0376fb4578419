package dev.podflame.agent.symbol;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns symbols of C++ and Rust into what the programmer wrote, through a co-process that answers line by line. Owned
/// by the symbol thread.
///
/// A co-process that is missing, dies or hangs costs nothing but the pretty names: symbols then stay as they are.
public final class Demangler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Demangler.class);
    private static final int CACHED = 16_384;
    private static final int MAX_SYMBOL = 8 << 10;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration RESTART_AFTER = Duration.ofMinutes(1);

    private final Path program;
    private final Map<String, String> cache = new LruMap<>(CACHED);
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Coprocess coprocess;
    private Instant restartAt = Instant.MIN;

    private record Coprocess(Process process, BufferedWriter in, BufferedReader out) {}

    public Demangler(Path program) {
        this.program = program;
    }

    /// The readable name; the symbol itself if it isn't mangled or can't be demangled now.
    String demangle(String symbol) {
        if (!Mangling.mangled(symbol) || symbol.length() > MAX_SYMBOL || symbol.indexOf('\n') >= 0) {
            return symbol;
        }
        String known = cache.get(symbol);
        if (known != null) {
            return known;
        }
        Coprocess running = running();
        if (running == null) {
            return symbol;
        }
        try {
            String name = ask(running, symbol);
            cache.put(symbol, name);
            return name;
        } catch (IOException | TimeoutException e) {
            giveUp("it doesn't answer: " + e);
            return symbol;
        }
    }

    private String ask(Coprocess running, String symbol) throws IOException, TimeoutException {
        running.in().write(symbol);
        running.in().write('\n');
        running.in().flush();
        try {
            String line = readers.submit(running.out()::readLine).get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new IOException("it ended");
            }
            return line;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private @Nullable Coprocess running() {
        if (coprocess == null && Instant.now().isAfter(restartAt)) {
            try {
                Process process = new ProcessBuilder(program.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                coprocess = new Coprocess(
                        process,
                        new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)),
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                giveUp(String.valueOf(e.getMessage()));
            }
        }
        return coprocess;
    }

    private void giveUp(String reason) {
        log.warn(
                "C++ and Rust names stay mangled for {} s, the demangler is missing: {}",
                RESTART_AFTER.toSeconds(),
                reason);
        restartAt = Instant.now().plus(RESTART_AFTER);
        stop();
    }

    private void stop() {
        if (coprocess != null) {
            coprocess.process().destroyForcibly();
            coprocess = null;
        }
    }

    /// Ends the co-process.
    @Override
    public void close() {
        stop();
        readers.shutdownNow();
    }
}
