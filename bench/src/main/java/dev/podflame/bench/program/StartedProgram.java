package dev.podflame.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that the benchmark runs, with its output in a file.
public final class StartedProgram implements AutoCloseable {
    private static final int STOP_SECONDS = 30;
    private static final int LAST_LINES = 8;

    private final String name;
    private final Process process;
    private final Path log;

    private StartedProgram(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts it; its standard input stays open until it is closed.
    public static StartedProgram start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new StartedProgram(name, builder.start(), log);
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// What it has used so far; fails if it has ended.
    public ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid()).orElseThrow(() -> new IOException(ended()));
    }

    public String output() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /// Fails with the log's end if it has ended by itself.
    public void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(ended());
        }
    }

    /// Waits until it ends by itself, and gives what it printed.
    public String await() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException(ended());
        }
        return output();
    }

    /// Asks it to stop, by the end of its input and by SIGTERM, and kills it if it doesn't.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String ended() {
        String end = "";
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            end = String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            end = "its log can't be read: " + e.getMessage();
        }
        return name + " ended by itself: " + end;
    }
}
