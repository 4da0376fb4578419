package dev.podflame.operator.daemonset;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class ForeignFieldsTest {
    private static final String OURS = """
            - {manager: podflame-operator, operation: Apply, fieldsType: FieldsV1,
               fieldsV1: {"f:spec": {"f:template": {"f:spec": {"f:hostPID": {}}}}}}
            """;

    private static boolean foreign(String managedFields) {
        DaemonSet daemonSet = Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: podflame-agent
                  managedFields:
                """ + managedFields.indent(2), DaemonSet.class);
        return ForeignFields.inSpec(daemonSet, "podflame-operator");
    }

    @Test
    void whatTheOperatorSetIsNotForeign() {
        assertFalse(foreign(OURS));
    }

    @Test
    void aNodeSelectorAddedByHandIsForeign() {
        assertTrue(foreign(OURS + """
                - {manager: kubectl-patch, operation: Update, fieldsType: FieldsV1,
                   fieldsV1: {"f:spec": {"f:template": {"f:spec": {"f:nodeSelector": {}}}}}}
                """));
    }

    @Test
    void theControllersStatusIsNoSpec() {
        assertFalse(foreign(OURS + """
                - {manager: kube-controller-manager, operation: Update, subresource: status, fieldsType: FieldsV1,
                   fieldsV1: {"f:status": {"f:numberReady": {}}}}
                """));
    }

    @Test
    void aRestartByKubectlIsLeftAlone() {
        assertFalse(foreign(OURS + """
                - {manager: kubectl-rollout, operation: Update, fieldsType: FieldsV1,
                   fieldsV1: {"f:spec": {"f:template": {"f:metadata": {"f:annotations": {
                     ".": {}, "f:kubectl.kubernetes.io/restartedAt": {}}}}}}}
                """));
    }

    @Test
    void annotationsOfTheDaemonSetItselfAreLeftAlone() {
        assertFalse(foreign(OURS + """
                - {manager: kubectl-annotate, operation: Update, fieldsType: FieldsV1,
                   fieldsV1: {"f:metadata": {"f:annotations": {"f:note": {}}}}}
                """));
    }
}
