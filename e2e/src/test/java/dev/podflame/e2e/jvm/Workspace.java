package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A folder that JVMs of any user can read, with the program compiled in it. It isn't below `/tmp`, which some of the
/// JVMs see as something else.
record Workspace(Path folder) {
    static Workspace create(Ends ends) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "podflame-jvm-");
        allow(folder, "rwxr-xr-x");
        Workspace workspace = new Workspace(folder);
        ends.add(workspace::delete);
        workspace.compile(Programs.root().resolve("e2e/jvm-split/split"));
        return workspace;
    }

    Path classes() {
        return folder.resolve("classes");
    }

    /// A new folder that every user may write to.
    Path open(String name) throws IOException {
        return allow(Files.createDirectory(folder.resolve(name)), "rwxrwxrwx");
    }

    private void compile(Path sources) throws IOException {
        Files.createDirectory(classes());
        List<String> arguments = new ArrayList<>(
                List.of("--release", "8", "-Xlint:-options", "-d", classes().toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).sorted().forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("the program in " + sources + " can't be compiled");
        }
    }

    private static Path allow(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
