package dev.podflame.kubectl;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// No package knows of one that builds on it.
final class PackageOrderTest {
    @Test
    void packagesBuildOnEachOtherInOneDirection() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.podflame.kubectl");
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("program")
                .definedBy("dev.podflame.kubectl")
                .layer("command")
                .definedBy("dev.podflame.kubectl.command")
                .layer("completion")
                .definedBy("dev.podflame.kubectl.completion")
                .layer("proxy")
                .definedBy("dev.podflame.kubectl.proxy")
                .layer("collector")
                .definedBy("dev.podflame.kubectl.collector")
                .layer("login")
                .definedBy("dev.podflame.kubectl.login")
                .layer("cluster")
                .definedBy("dev.podflame.kubectl.cluster")
                .whereLayer("program")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("completion")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("proxy")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("collector")
                .mayOnlyBeAccessedByLayers("command", "proxy")
                .whereLayer("login")
                .mayOnlyBeAccessedByLayers("command", "collector")
                .whereLayer("cluster")
                .mayOnlyBeAccessedByLayers("program", "command", "completion", "login", "collector")
                .check(classes);
    }
}
