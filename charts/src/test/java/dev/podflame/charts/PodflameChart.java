package dev.podflame.charts;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The chart, rendered by Helm itself as release `podflame` in namespace `profiling`.
final class PodflameChart {
    static final Path FOLDER = Path.of("podflame");
    static final String NAMESPACE = "profiling";
    private static final Path CASES = Path.of("src/test/cases");
    private static final Path SCRATCH = Path.of("target/values");

    private PodflameChart() {}

    /// Names of the value files that the chart is rendered with in tests.
    static List<String> cases() {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifests render(String oneCase) {
        return render(CASES.resolve(oneCase + ".yaml"));
    }

    /// @param values YAML
    static Manifests renderWith(String values) {
        try {
            Files.createDirectories(SCRATCH);
            Path file = Files.writeString(SCRATCH.resolve(Integer.toHexString(values.hashCode()) + ".yaml"), values);
            return render(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests render(Path values) {
        return Manifests.of(new Helm(FOLDER)
                .template()
                .withName("podflame")
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.34.4")
                .withValuesFile(values)
                .skipCrds()
                .call());
    }
}
