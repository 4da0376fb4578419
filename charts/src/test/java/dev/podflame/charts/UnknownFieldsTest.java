package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownFieldsTest {
    @Test
    void aMisspeltFieldDeepInAPodIsFound() {
        Pod pod = new KubernetesSerialization().unmarshal("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: one}
                        spec:
                          containers:
                          - name: one
                            securityContext: {readOnlyRootFileSystem: true}
                        """, Pod.class);
        assertEquals(List.of("Pod.Spec.Containers[].SecurityContext.readOnlyRootFileSystem"), UnknownFields.of(pod));
    }
}
