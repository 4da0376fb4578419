package dev.podflame.operator.daemonset;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to the API server: server-side apply, and a full replacement only where others' fields must go.
///
/// @param manager what the operator calls itself in `managedFields`
record KubernetesDaemonSets(KubernetesClient client, String manager) implements DaemonSets {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesDaemonSets.class);

    @Override
    public DaemonSet apply(DaemonSet desired) {
        DaemonSet applied =
                client.resource(desired).fieldManager(manager).forceConflicts().serverSideApply();
        if (ForeignFields.inSpec(applied, manager)) {
            LOG.info("Somebody has added to the agents' DaemonSet; replacing it");
            return replace(desired, applied.getMetadata().getResourceVersion());
        }
        return applied;
    }

    /// A bare PUT, for the client's own replacement would read the DaemonSet first, which the operator may not.
    ///
    /// @param version what is replaced; whoever writes in between is seen at the next look
    private DaemonSet replace(DaemonSet desired, String version) {
        DaemonSet next = new DaemonSetBuilder(desired)
                .editMetadata()
                .withResourceVersion(version)
                .endMetadata()
                .build();
        String path = "/apis/apps/v1/namespaces/" + next.getMetadata().getNamespace() + "/daemonsets/"
                + next.getMetadata().getName() + "?fieldManager=" + manager;
        return client.getKubernetesSerialization().unmarshal(client.raw(path, "PUT", next), DaemonSet.class);
    }

    @Override
    public void delete(DaemonSet actual) {
        client.resource(actual).delete();
    }
}
