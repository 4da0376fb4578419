package dev.podflame.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program as users run it: its own JVM with 128 MiB of heap, standard input held open by the test.
final class EmbeddedProcess implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    private static final String VARIABLE = "PODFLAME_CLICKHOUSE_PASSWORD";

    private final Process process;
    private final Path portFile;
    private final Path log;

    private EmbeddedProcess(Process process, Path portFile, Path log) {
        this.process = process;
        this.portFile = portFile;
        this.log = log;
    }

    /// Starts on this folder and waits until the server is ready.
    static EmbeddedProcess start(Path folder, String... options) throws IOException, InterruptedException {
        EmbeddedProcess started = launch(folder, library(), PASSWORD, options);
        started.awaitReady();
        return started;
    }

    /// Starts without waiting.
    static EmbeddedProcess launch(Path folder, Path library, String password, String... options) throws IOException {
        Path portFile = folder.resolve("port");
        Files.deleteIfExists(portFile);
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("--data", folder.resolve("data").toString(), "--library", library.toString()));
        command.addAll(List.of("--port-file", portFile.toString()));
        command.addAll(List.of(options));
        return launch(folder, portFile, password, command);
    }

    /// Starts this command line, which may run the program through something else.
    static EmbeddedProcess launch(Path folder, Path portFile, String password, List<String> command)
            throws IOException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put(VARIABLE, password);
        if (password.isEmpty()) {
            builder.environment().remove(VARIABLE);
        }
        return new EmbeddedProcess(builder.start(), portFile, log);
    }

    static List<String> java() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = System.getProperty("podflame.embedded.jar", "");
        return List.of(java, "-Xmx128m", "-XX:-UsePerfData", "-jar", jar);
    }

    /// The library that fetch-libchdb.sh has put into its cache, or that `-Dpodflame.libchdb` names.
    static Path library() {
        String given = System.getProperty("podflame.libchdb", "");
        Path file = given.isEmpty() ? cached() : Path.of(given);
        if (!Files.exists(file)) {
            throw new IllegalStateException("there is no " + file + "; run embedded-clickhouse/fetch-libchdb.sh");
        }
        return file;
    }

    private static Path cached() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        String version = System.getProperty("podflame.libchdb.version", "");
        return base.resolve("podflame/libchdb").resolve(version).resolve("libchdb.so");
    }

    private void awaitReady() throws InterruptedException {
        Await.until("the port file", () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended with " + process.exitValue() + ": " + output());
            }
            return Files.exists(portFile);
        });
    }

    int port() throws IOException {
        return Integer.parseInt(Files.readString(portFile).strip());
    }

    Http http() throws IOException {
        return new Http(port(), "podflame", PASSWORD);
    }

    Process process() {
        return process;
    }

    /// Everything the process has printed.
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after 30 s: " + output());
        }
        return process.exitValue();
    }

    /// As a crash would: no chance to clean up.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
