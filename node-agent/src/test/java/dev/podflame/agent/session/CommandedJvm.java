package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachedJvm;
import dev.podflame.agent.attach.hotspot.FailedCommands;
import dev.podflame.agent.attach.hotspot.JvmDeath;
import dev.podflame.agent.attach.hotspot.JvmProcess;
import dev.podflame.agent.attach.hotspot.Refusal;
import dev.podflame.agent.process.ProcessKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import one.profiler.AsyncProfiler;

/// A real JVM with the real async-profiler, which takes commands by its standard input in place of an attach.
final class CommandedJvm implements AttachedJvm {

    private final Process process;
    private final Path folder;
    private final ProcessKey key;
    private final Writer commands;
    private final BufferedReader answers;
    /// Commands with this in them fail.
    volatile String failing = "nothing";

    final List<String> ran = new CopyOnWriteArrayList<>();

    private volatile boolean closed;

    private CommandedJvm(Process process, Path folder) throws IOException {
        this.process = process;
        this.folder = folder;
        this.key = new ProcessKey(process.pid(), startTicks(process.pid()));
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts one and waits until its threads run.
    static CommandedJvm start(Path java, Path folder) throws IOException {
        Path library = folder.resolve("libasyncProfiler.so");
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        try (InputStream packed = AsyncProfiler.class.getResourceAsStream("/linux-" + arch + "/libasyncProfiler.so")) {
            Files.copy(Objects.requireNonNull(packed), library, StandardCopyOption.REPLACE_EXISTING);
        }
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
                        "-cp",
                        place(SplitWork.class) + ":" + place(AsyncProfiler.class),
                        SplitWork.class.getName(),
                        library.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CommandedJvm jvm = new CommandedJvm(process, folder);
        jvm.ask("cpu");
        return jvm;
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long startTicks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
    }

    /// What the program answers to a line.
    synchronized String ask(String line) {
        try {
            commands.write(line + "\n");
            commands.flush();
            StringBuilder answer = new StringBuilder();
            for (String part = answers.readLine(); part != null && !part.equals("."); part = answers.readLine()) {
                answer.append(part).append('\n');
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Is attached to again.
    void reopen() {
        closed = false;
    }

    ProcessKey key() {
        return key;
    }

    Process handle() {
        return process;
    }

    long cpuNanos() {
        return Long.parseLong(ask("cpu").strip());
    }

    @Override
    public JvmProcess process() {
        return new JvmProcess(key, "", "split");
    }

    @Override
    public String run(String command) throws AttachException {
        ran.add(command);
        if (command.contains(failing)) {
            throw FailedCommands.because(Refusal.ATTACH_FAILED, "it didn't answer");
        }
        String answer;
        try {
            answer = ask(command + ",log=" + outputFile("log"));
        } catch (UncheckedIOException e) {
            throw FailedCommands.because(Refusal.PROCESS_ENDED, "the process has ended");
        }
        if (answer.startsWith("error")) {
            throw FailedCommands.because(Refusal.ATTACH_FAILED, answer.strip());
        }
        return answer;
    }

    @Override
    public String outputFile(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public FileChannel openOutput(String name) throws IOException {
        return FileChannel.open(folder.resolve(name));
    }

    @Override
    public void deleteOutput(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public boolean isAlive() {
        return !closed && process.isAlive();
    }

    @Override
    public JvmDeath death() {
        return new JvmDeath(OptionalInt.empty(), OptionalInt.empty(), false, false);
    }

    @Override
    public void close() {
        closed = true;
    }
}
