package dev.podflame.agent;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PipelineOrderTest {
    private final JavaClasses agent = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.podflame.agent");

    @Test
    void noStageKnowsALaterOne() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("linux")
                .definedBy("dev.podflame.agent.linux..")
                .layer("target")
                .definedBy("dev.podflame.agent.target..")
                .layer("process")
                .definedBy("dev.podflame.agent.process..")
                .layer("usage")
                .definedBy("dev.podflame.agent.usage..")
                .layer("attach")
                .definedBy("dev.podflame.agent.attach..")
                .layer("sample")
                .definedBy("dev.podflame.agent.sample..")
                .layer("session")
                .definedBy("dev.podflame.agent.session..")
                .layer("symbol")
                .definedBy("dev.podflame.agent.symbol..")
                .layer("batch")
                .definedBy("dev.podflame.agent.batch..")
                .layer("send")
                .definedBy("dev.podflame.agent.send..")
                .layer("report")
                .definedBy("dev.podflame.agent.report..")
                .layer("main")
                .definedBy("dev.podflame.agent")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("send")
                .mayOnlyBeAccessedByLayers("report", "main")
                .whereLayer("batch")
                .mayOnlyBeAccessedByLayers("send", "report", "main")
                .whereLayer("symbol")
                .mayOnlyBeAccessedByLayers("batch", "send", "report", "main")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("report", "main")
                .whereLayer("sample")
                .mayOnlyBeAccessedByLayers("session", "symbol", "batch", "send", "report", "main")
                .whereLayer("attach")
                .mayOnlyBeAccessedByLayers("sample", "session", "symbol", "batch", "send", "report", "main")
                .whereLayer("usage")
                .mayOnlyBeAccessedByLayers("attach", "send", "report", "main")
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers(
                        "usage", "attach", "sample", "session", "symbol", "batch", "send", "report", "main")
                .whereLayer("target")
                .mayOnlyBeAccessedByLayers(
                        "process", "usage", "attach", "sample", "session", "symbol", "batch", "send", "report", "main")
                .whereLayer("linux")
                .mayOnlyBeAccessedByLayers(
                        "target", "process", "usage", "attach", "sample", "session", "symbol", "batch", "send",
                        "report", "main")
                .check(agent);
    }
}
