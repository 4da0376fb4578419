package dev.podflame.operator.daemonset;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The file that says what the agents' DaemonSet is like. The chart renders it whole, so that tolerations, resources
/// and security settings are one person's to decide and nobody else's to know.
public sealed interface AgentManifest {
    /// Expensive to make, and the file is read every few seconds.
    KubernetesSerialization YAML = new KubernetesSerialization();

    /// It can be used.
    record Good(DaemonSet daemonSet) implements AgentManifest {}

    /// It can't.
    ///
    /// @param problem a sentence that names the file
    record Bad(String problem) implements AgentManifest {}

    /// Reads the file as it is now. It changes under a running operator when its ConfigMap does.
    static AgentManifest read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            return new Bad("the DaemonSet's file " + file + " can't be read: " + e);
        }
        return parse(text, file.toString());
    }

    static AgentManifest parse(String text, String file) {
        try {
            return YAML.unmarshal(text) instanceof DaemonSet daemonSet
                    ? check(daemonSet, file)
                    : new Bad(file + " holds no DaemonSet");
        } catch (KubernetesClientException | YamlEngineException | IllegalArgumentException e) {
            return new Bad(file + " isn't the YAML of a DaemonSet: " + e.getMessage());
        }
    }

    private static AgentManifest check(DaemonSet daemonSet, String file) {
        if (daemonSet.getMetadata() == null || daemonSet.getMetadata().getName() == null) {
            return new Bad(file + ": the DaemonSet has no name");
        }
        if (daemonSet.getSpec() == null || daemonSet.getSpec().getTemplate() == null) {
            return new Bad(file + ": the DaemonSet has no spec with a pod template");
        }
        return new Good(daemonSet);
    }

    /// The DaemonSet as it should be in the cluster: the manifest, in the operator's namespace, with an owner.
    static DaemonSet desired(DaemonSet manifest, String namespace, Optional<OwnerReference> owner) {
        return new DaemonSetBuilder(manifest)
                .editMetadata()
                .withNamespace(namespace)
                .withOwnerReferences(owner.stream().toList())
                .withResourceVersion(null)
                .withUid(null)
                .endMetadata()
                .withStatus(null)
                .build();
    }
}
