package dev.podflame.kubectl.login;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where relative paths of a kubeconfig begin: at the file they stand in. kubectl merges files without saying which one
/// a path came from, so the first file beside which it exists is taken.
public record KubeconfigFiles(List<Path> files) {
    public KubeconfigFiles {
        files = List.copyOf(files);
    }

    /// The files that kubectl reads: the flag's, else those of `KUBECONFIG`, else `~/.kube/config`.
    public static KubeconfigFiles of(Optional<Path> flag, Map<String, String> environment) {
        if (flag.isPresent()) {
            return new KubeconfigFiles(List.of(flag.get()));
        }
        String variable = environment.getOrDefault("KUBECONFIG", "");
        if (!variable.isEmpty()) {
            return new KubeconfigFiles(Arrays.stream(variable.split(File.pathSeparator, -1))
                    .filter(name -> !name.isEmpty())
                    .map(Path::of)
                    .toList());
        }
        return new KubeconfigFiles(List.of(Path.of(environment.getOrDefault("HOME", ""), ".kube", "config")));
    }

    public boolean noneExists() {
        return files.stream().noneMatch(Files::exists);
    }

    /// The file that a relative path means.
    Path resolve(String path) {
        Path asGiven = Path.of(path);
        if (asGiven.isAbsolute()) {
            return asGiven;
        }
        return files.stream()
                .map(file -> file.toAbsolutePath().resolveSibling(path).normalize())
                .filter(Files::exists)
                .findFirst()
                .orElse(asGiven);
    }
}
