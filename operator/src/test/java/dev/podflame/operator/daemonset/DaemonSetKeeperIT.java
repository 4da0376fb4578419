package dev.podflame.operator.daemonset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.operator.ChangingClock;
import dev.podflame.operator.Samples;
import dev.podflame.operator.report.AgentReading;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keeper, step by step, with a real manifest file and a cluster of one object.
class DaemonSetKeeperIT {
    @TempDir
    Path folder;

    private final ChangingClock clock = new ChangingClock(Samples.NOW);
    private final OneDaemonSet cluster = new OneDaemonSet();
    private Path manifest = Path.of("");
    private boolean wanted = true;

    private static final class OneDaemonSet implements DaemonSets {
        @Nullable
        DaemonSet present;

        boolean refuses;
        int versions;

        Optional<DaemonSet> find(String name) {
            return Optional.ofNullable(present)
                    .filter(daemonSet -> daemonSet.getMetadata().getName().equals(name));
        }

        @Override
        public DaemonSet apply(DaemonSet desired) {
            if (refuses) {
                throw new KubernetesClientException("quota");
            }
            versions++;
            present = new DaemonSetBuilder(desired)
                    .editMetadata()
                    .withUid("uid")
                    .withGeneration((long) versions)
                    .endMetadata()
                    .build();
            return present;
        }

        @Override
        public void delete(DaemonSet actual) {
            present = null;
        }
    }

    private DaemonSetKeeper keeper() {
        AgentReading nobody = new AgentReading.Unreachable("nobody listens there");
        return new DaemonSetKeeper(
                new DaemonSetKeeper.Sources(manifest, () -> wanted, Optional::empty, () -> nobody),
                "podflame",
                cluster,
                cluster::find,
                clock);
    }

    @BeforeEach
    void writeManifest() throws IOException {
        manifest = Files.writeString(folder.resolve("daemonset.yaml"), AgentManifestTest.YAML);
    }

    @Test
    void itIsWrittenOnceAndThenLeftAlone() {
        try (DaemonSetKeeper keeper = keeper()) {
            keeper.step();
            keeper.step();

            assertEquals(1, keeper.applies());
            assertEquals(Optional.empty(), keeper.problem());
        }
    }

    @Test
    void aChangedFileIsPickedUpAndABrokenOneLeavesTheOldInForce() throws IOException {
        try (DaemonSetKeeper keeper = keeper()) {
            keeper.step();
            Files.writeString(manifest, "kind: [");
            keeper.step();
            assertTrue(keeper.problem().isPresent());
            assertEquals(1, keeper.applies());

            Files.writeString(manifest, AgentManifestTest.YAML.replace("node-agent:test", "node-agent:next"));
            keeper.step();
            assertEquals(Optional.empty(), keeper.problem());
            assertEquals(2, keeper.applies());
        }
    }

    @Test
    void aDeletedOneComesBack() {
        try (DaemonSetKeeper keeper = keeper()) {
            keeper.step();
            cluster.present = null;
            keeper.step();

            assertTrue(cluster.find("podflame-agent").isPresent());
        }
    }

    @Test
    void itGoesAMinuteAfterTheLastTargetAndATargetInBetweenStartsTheMinuteAnew() {
        try (DaemonSetKeeper keeper = keeper()) {
            keeper.step();
            wanted = false;
            keeper.step();
            clock.pass(Duration.ofSeconds(50));
            wanted = true;
            keeper.step();
            wanted = false;
            keeper.step();
            clock.pass(Duration.ofSeconds(50));
            keeper.step();
            assertTrue(cluster.find("podflame-agent").isPresent());

            clock.pass(Duration.ofSeconds(10));
            keeper.step();
            assertEquals(Optional.empty(), cluster.find("podflame-agent"));
            assertEquals(1, keeper.deletes());
        }
    }

    @Test
    void aWriteThatTheServerRefusesIsAProblemUntilItWorks() {
        try (DaemonSetKeeper keeper = keeper()) {
            cluster.refuses = true;
            keeper.step();
            assertEquals(Optional.of("the agents' DaemonSet couldn't be written: quota"), keeper.problem());

            cluster.refuses = false;
            keeper.step();
            assertEquals(Optional.empty(), keeper.problem());
        }
    }
}
