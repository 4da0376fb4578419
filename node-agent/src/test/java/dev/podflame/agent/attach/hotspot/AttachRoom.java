package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// An attacher with a data folder of its own, and the JVMs that a test starts for it.
final class AttachRoom implements AutoCloseable {
    static final JvmAttacher.Options OPTIONS = JvmAttacher.Options.DEFAULT.withMinimumAge(Duration.ZERO);
    static final String IMAGE = "registry.example/app:1";

    private final Path folder;
    private final List<TargetJvm> started = new ArrayList<>();
    private JvmAttacher attacher;

    private AttachRoom(Path folder) throws IOException {
        this.folder = folder;
        this.attacher = JvmAttacher.open(data(folder), OPTIONS);
    }

    static AttachRoom enter() throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "needs root, to start JVMs with a /tmp of their own");
        // Not in /tmp: the targets have another one.
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "podflame-attach");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new AttachRoom(folder);
    }

    /// This Java and, where it is another one, the machine's own.
    static List<Path> javas() throws IOException {
        List<Path> javas = new ArrayList<>();
        javas.add(Path.of(System.getProperty("java.home"), "bin/java").toRealPath());
        for (String entry : System.getenv("PATH").split(":", -1)) {
            Path java = Path.of(entry, "java");
            if (Files.isExecutable(java) && !javas.contains(java.toRealPath())) {
                javas.add(java.toRealPath());
            }
        }
        return javas;
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    Path data() {
        return data(folder);
    }

    Path folder() {
        return folder;
    }

    JvmAttacher attacher() {
        return attacher;
    }

    TargetJvm start(TargetJvm.Launch launch) throws IOException {
        TargetJvm jvm = TargetJvm.start(launch, folder);
        started.add(jvm);
        return jvm;
    }

    AttachedJvm attach(TargetJvm target) throws InterruptedException {
        AttachResult result = attacher.attach(target.asProcess(IMAGE));
        return assertInstanceOf(AttachResult.Attached.class, result, result::toString)
                .jvm();
    }

    AttachResult.Refused refused(TargetJvm target) throws InterruptedException {
        return assertInstanceOf(AttachResult.Refused.class, attacher.attach(target.asProcess(IMAGE)));
    }

    /// As an agent that is stopped and started again.
    void reopen() throws IOException {
        reopen(Journal.Listener.NONE);
    }

    void reopen(Journal.Listener listener) throws IOException {
        attacher.close();
        attacher = JvmAttacher.open(data(), OPTIONS, listener);
    }

    /// Runs an agent in a process of its own, see [HaltingAgent].
    ///
    /// @return its exit code
    int runAgent(List<String> around, TargetJvm target, String last) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingAgent.class.getName(),
                data().toString(),
                Long.toString(target.key().pid()),
                Long.toString(target.key().startTicks()),
                last));
        Path log = folder.resolve("agent.log");
        Process agent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!agent.waitFor(60, TimeUnit.SECONDS)) {
            agent.destroyForcibly();
            throw new IllegalStateException("the agent hangs: " + Files.readString(log));
        }
        if (agent.exitValue() != 0 && agent.exitValue() != HaltingAgent.HALTED) {
            throw new IllegalStateException(Files.readString(log));
        }
        return agent.exitValue();
    }

    @Override
    public void close() throws IOException {
        attacher.close();
        started.forEach(TargetJvm::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(AttachRoom::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
