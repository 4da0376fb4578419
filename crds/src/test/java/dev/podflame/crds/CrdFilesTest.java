package dev.podflame.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The committed CRDs are those that the types generate. `make crds` writes them.
class CrdFilesTest {
    private static final Path COMMITTED = Path.of("yaml");
    private static final List<String> COLUMNS = List.of("Ready", "Pods", "Profiled", "Skipped", "Last-Sample", "Age");

    @TempDir
    private Path generated = Path.of("");

    @ParameterizedTest
    @ValueSource(classes = {ProfilingTarget.class, ClusterProfilingTarget.class})
    void theCommittedFileIsTheOneThatTheTypesGenerate(Class<? extends HasMetadata> type) throws IOException {
        String now = generate(type);
        Path committed = COMMITTED.resolve(HasMetadata.getFullResourceName(type) + ".yaml");
        if (Boolean.getBoolean("crds.write")) {
            Files.createDirectories(COMMITTED);
            Files.writeString(committed, now);
        }
        assertEquals(now, Files.readString(committed), "run: make crds");
    }

    /// The generator sorts printer columns by path; people read them by worth.
    private String generate(Class<? extends HasMetadata> type) throws IOException {
        new CRDGenerator()
                .customResourceClasses(type)
                .forCRDVersions("v1")
                .inOutputDir(generated.toFile())
                .generate();
        Path file = generated.resolve(HasMetadata.getFullResourceName(type) + "-v1.yml");
        CustomResourceDefinition crd = Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
        List<CustomResourceColumnDefinition> columns =
                crd.getSpec().getVersions().getFirst().getAdditionalPrinterColumns();
        columns.sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
        return "# Made by `make crds` from the types in crds/src; don't edit.\n" + Serialization.asYaml(crd);
    }
}
