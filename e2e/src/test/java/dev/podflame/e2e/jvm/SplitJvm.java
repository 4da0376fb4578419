package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program, running in a JVM.
///
/// @param name the case's name; it is in the command line, so that a target finds this JVM and no other
record SplitJvm(String name, Process process, Path folder) {

    /// How it is started.
    ///
    /// @param around what runs the JVM in its place, like `setpriv`; it has to exec it
    /// @param options of the JVM
    /// @param work what the program does
    record Launch(String name, JavaRuntime java, List<String> around, List<String> options, List<String> work) {
        Launch {
            around = List.copyOf(around);
            options = List.copyOf(options);
            work = List.copyOf(work);
        }

        static Launch of(String name, JavaRuntime java) {
            return new Launch(name, java, List.of(), List.of(), List.of());
        }

        /// Started by this, which is inside what was there before.
        Launch around(List<String> program) {
            return new Launch(name, java, joined(around, program), options, work);
        }

        Launch options(String... more) {
            return new Launch(name, java, around, joined(options, List.of(more)), work);
        }

        Launch work(String... more) {
            return new Launch(name, java, around, options, joined(work, List.of(more)));
        }

        private static List<String> joined(List<String> first, List<String> second) {
            return Stream.concat(first.stream(), second.stream()).toList();
        }
    }

    static SplitJvm start(Launch launch, Workspace workspace, Ends ends) throws IOException {
        Path folder = workspace.open(launch.name());
        List<String> command = new ArrayList<>(launch.around());
        command.addAll(List.of(launch.java().java(), "-Dpodflame.case=" + launch.name(), "-Xmx256m"));
        command.addAll(launch.options());
        command.addAll(List.of("-cp", workspace.classes().toString(), "split.Split"));
        command.add(folder.resolve("progress").toString());
        command.addAll(launch.work());
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        SplitJvm jvm = new SplitJvm(launch.name(), process, folder);
        // A JVM that was killed, and had the same number, may have left its own; nobody has attached to this one yet.
        Files.deleteIfExists(jvm.socket());
        ends.add(jvm::stop);
        return jvm;
    }

    long pid() {
        return process.pid();
    }

    void awaitWork() throws Exception {
        Waiting.until(Duration.ofSeconds(60), name + " doesn't work: " + printed(), () -> {
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended: " + printed());
            }
            return progress().size() >= 2;
        });
    }

    /// What it has done between two moments, which are full seconds.
    Done between(long fromMillis, long toMillis) throws IOException {
        return at(toMillis).since(at(fromMillis));
    }

    /// What it had done at a moment.
    Done at(long millis) throws IOException {
        return progress().stream()
                .filter(done -> Math.abs(done.millis() - millis) < 500)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " wrote no line at " + millis));
    }

    Done now() throws IOException {
        return progress().getLast();
    }

    private List<Done> progress() throws IOException {
        Path file = folder.resolve("progress");
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        // The last line may be half written.
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Done::parse)
                .toList();
    }

    /// What it wrote to its standard output and error, which is nothing of its own.
    String printed() throws IOException {
        return Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
    }

    /// Ends it as the machine would.
    private void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(socket());
    }

    /// Where HotSpot listens once somebody has attached, for a JVM that shares the machine's `/tmp`.
    private Path socket() {
        return Path.of("/tmp/.java_pid" + pid());
    }
}
