package dev.podflame.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackageOrderTest {
    private static final JavaClasses OPERATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.podflame.operator");

    @Test
    void noPackageNeedsOneThatNeedsIt() {
        slices().matching("dev.podflame.operator.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OPERATOR);
    }

    @Test
    void theStatusIsComputedWithoutAClusterOrAnOperatorSdk() {
        noClasses()
                .that()
                .resideInAPackage("dev.podflame.operator.status")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javaoperatorsdk..", "io.fabric8.kubernetes.client", "java.net..", "java.nio..")
                .check(OPERATOR);
    }
}
