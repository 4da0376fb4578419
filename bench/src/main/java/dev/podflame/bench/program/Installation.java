package dev.podflame.bench.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where the programs were built, and where the benchmark may write.
///
/// @param root the checkout
/// @param work folder for data, logs and what is built for the benchmark; made anew by each run
/// @param libchdb the ClickHouse engine
public record Installation(Path root, Path work, Path libchdb) {

    public Installation {
        root = root.toAbsolutePath().normalize();
        work = work.toAbsolutePath().normalize();
        libchdb = libchdb.toAbsolutePath().normalize();
    }

    /// The command line of one of the Java modules.
    ///
    /// @param module folder of the module; its jar is `podflame-<module>.jar`
    List<String> java(String module, String mainClass, List<String> jvmOptions) {
        Path target = root.resolve(module).resolve("target");
        Path jar = target.resolve("podflame-" + module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar.getFileName() + " isn't built: run make build");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", jar + ":" + target.resolve("lib") + "/*", mainClass));
        return command;
    }

    Path log(String name) throws IOException {
        return Files.createDirectories(work.resolve("logs")).resolve(name + ".log");
    }

    /// A port on loopback that nobody listens on now.
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
