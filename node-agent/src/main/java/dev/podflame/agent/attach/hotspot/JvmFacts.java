package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.FileStatus;
import dev.podflame.agent.linux.RootedFiles;
import dev.podflame.agent.linux.SafeFolder;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What can be known of a JVM from outside, without running anything of it and without asking it.
///
/// @param version empty if nothing tells it
record JvmFacts(ProcessStatus status, MappedFiles mapped, Optional<JvmVersion> version, JvmFlags flags) {
    private static final int FOLDERS_ABOVE_LIBRARY = 5;

    static JvmFacts read(TargetProcess process, SafeFolder tmp) throws AttachException, IOException {
        ProcessStatus status = process.status();
        MappedFiles mapped = MappedFiles.read(process.file("maps"));
        Map<String, String> ownWords = performanceData(mapped, status, tmp);
        JvmFlags flags = JvmFlags.of(
                zeroSeparated(process, "cmdline"),
                zeroSeparated(process, "environ"),
                ownWords.getOrDefault("java.rt.vmArgs", "") + " " + ownWords.getOrDefault("java.rt.vmFlags", ""));
        return new JvmFacts(status, mapped, version(process, mapped, ownWords), flags);
    }

    /// The file is found by what the process has mapped, so it is this JVM's and no leftover of
    /// another one.
    private static Map<String, String> performanceData(MappedFiles mapped, ProcessStatus status, SafeFolder tmp) {
        Optional<MappedFiles.MappedFile> file = mapped.performanceData(status.innerPid());
        if (file.isEmpty()) {
            return Map.of();
        }
        String folder = file.get().path().split("/", -1)[2];
        try (SafeFolder data = tmp.enter(folder)) {
            Optional<FileStatus> found = data.status(file.get().name());
            if (found.isEmpty() || found.get().inode() != file.get().inode()) {
                return Map.of();
            }
            try (FileChannel content = data.open(file.get().name())) {
                return PerformanceData.read(content);
            }
        } catch (IOException e) {
            // It is one of three sources.
            return Map.of();
        }
    }

    private static Optional<JvmVersion> version(
            TargetProcess process, MappedFiles mapped, Map<String, String> ownWords) {
        Optional<JvmVersion> own = JvmVersion.parse(
                ownWords.getOrDefault("java.property.java.vm.name", ""),
                ownWords.getOrDefault("java.property.java.version", ""));
        Optional<MappedFiles.MappedFile> library = mapped.named("libjvm.so");
        if (own.isPresent() || library.isEmpty() || library.get().deleted()) {
            return own;
        }
        Path root = process.file("root");
        String path = library.get().path();
        try (FileChannel content = RootedFiles.open(root, path)) {
            // Every HotSpot introduces itself so. What doesn't is another JVM under the same file name.
            Optional<JvmVersion> banner = JvmBanner.find(content);
            return banner.isPresent() ? banner : releaseFile(root, path, "unknown");
        } catch (IOException e) {
            return releaseFile(root, path, "");
        }
    }

    /// `JAVA_VERSION="17.0.15"` in the file `release` of the folder that the JVM was installed in.
    private static Optional<JvmVersion> releaseFile(Path root, String library, String vm) {
        Path folder = Path.of(library).getParent();
        for (int i = 0; i < FOLDERS_ABOVE_LIBRARY && folder != null; i++, folder = folder.getParent()) {
            Properties properties = new Properties();
            try (FileChannel file =
                    RootedFiles.open(root, folder.resolve("release").toString())) {
                properties.load(Channels.newReader(file, StandardCharsets.UTF_8));
            } catch (IOException | IllegalArgumentException e) {
                // Not in this folder, or not such a file.
                continue;
            }
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return JvmVersion.parse(vm, version);
        }
        return Optional.empty();
    }

    private static List<String> zeroSeparated(TargetProcess process, String name) {
        try {
            String text = Files.readString(process.file(name), StandardCharsets.ISO_8859_1);
            return Arrays.asList(text.split("\0", -1));
        } catch (IOException e) {
            // Another user's environment may be out of reach: flags can come from elsewhere, too.
            return List.of();
        }
    }
}
