package dev.podflame.agent.symbol;

import dev.podflame.agent.linux.RootedFiles;
import dev.podflame.agent.process.ProcessKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens the files that a selected process has mapped. The profiler names them by base name and build id only; the path
/// is in `/proc/PID/maps`, the file below `/proc/PID/root`, or, when it was deleted or replaced since, in
/// `/proc/PID/map_files`.
final class ProcessModules {
    private static final String DELETED = " (deleted)";
    private static final int MAX_MAPPINGS = 65_536;

    private final Path proc;

    ProcessModules(Path proc) {
        this.proc = proc;
    }

    /// An executable mapping of a file: its range as `map_files` names it, and its path.
    record Mapping(String range, String path) {
        String baseName() {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name;
        }
    }

    /// The file of that base name and build id. Without a build id the first file of that name is taken.
    ///
    /// @throws IOException if the process or all files of that name can't be opened; the message says why
    Optional<ModuleFile> open(ProcessKey process, String baseName, String buildId) throws IOException {
        Path folder = proc.resolve(Long.toString(process.pid()));
        IOException lastFailure = null;
        for (Mapping mapping : mappings(folder)) {
            if (!mapping.baseName().equals(baseName)) {
                continue;
            }
            for (boolean byRange : new boolean[] {false, true}) {
                try {
                    ModuleFile file = open(folder, mapping, byRange);
                    if (isTheOne(file, buildId) && isStill(process, folder)) {
                        return Optional.of(file);
                    }
                    file.close();
                } catch (IOException e) {
                    lastFailure = e;
                }
            }
        }
        if (lastFailure != null) {
            throw lastFailure;
        }
        return Optional.empty();
    }

    /// Opens another file that the process could see, such as the debug file beside a library.
    ModuleFile openPath(ProcessKey process, String path) throws IOException {
        Path folder = proc.resolve(Long.toString(process.pid()));
        return new ModuleFile(path, RootedFiles.open(folder.resolve("root"), path));
    }

    private static ModuleFile open(Path folder, Mapping mapping, boolean byRange) throws IOException {
        FileChannel channel = byRange
                ? FileChannel.open(folder.resolve("map_files").resolve(mapping.range()), StandardOpenOption.READ)
                : RootedFiles.open(folder.resolve("root"), mapping.path());
        return new ModuleFile(mapping.path(), channel);
    }

    private static boolean isTheOne(ModuleFile file, String buildId) throws IOException {
        try {
            return buildId.isEmpty() || BuildId.matches(file.elf(), buildId);
        } catch (MalformedElfException e) {
            return false;
        }
    }

    /// The pid may have gone to another process while its files were opened.
    private static boolean isStill(ProcessKey process, Path folder) throws IOException {
        return startTicks(Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1))
                == process.startTicks();
    }

    /// Field 22 of `/proc/PID/stat`; the name in field 2 may hold blanks and brackets.
    static long startTicks(String stat) throws IOException {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", 21);
        if (fields.length < 21) {
            throw new IOException("/proc/PID/stat has only " + fields.length + " fields");
        }
        return Long.parseLong(fields[19]);
    }

    private static List<Mapping> mappings(Path folder) throws IOException {
        List<Mapping> mappings = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            String line = lines.readLine();
            for (int read = 0; line != null && read < MAX_MAPPINGS; read++) {
                parse(line).ifPresent(mappings::add);
                line = lines.readLine();
            }
        }
        return mappings;
    }

    /// One line of `/proc/PID/maps` (proc(5)), if it is an executable mapping of a file.
    static Optional<Mapping> parse(String line) {
        String[] fields = line.split(" +", 6);
        if (fields.length < 6 || fields[1].length() < 3 || fields[1].charAt(2) != 'x' || !fields[5].startsWith("/")) {
            return Optional.empty();
        }
        // The kernel writes bytes of a path; what isn't ASCII must reach openat2 as UTF-8 again.
        String path = new String(fields[5].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String[] range = fields[0].split("-", 2);
        return Optional.of(new Mapping(trimZeros(range[0]) + "-" + trimZeros(range[range.length - 1]), path));
    }

    /// `map_files` has no leading zeros, `maps` pads to 8 digits.
    private static String trimZeros(String hex) {
        String trimmed = hex.replaceFirst("^0+", "");
        return trimmed.isEmpty() ? "0" : trimmed;
    }
}
