package dev.podflame.operator.daemonset;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether somebody else has put something into the DaemonSet's spec. Server-side apply puts back what the operator
/// had set, and leaves alone what others have added: a node selector added by hand would keep all agents away.
final class ForeignFields {
    private ForeignFields() {}

    /// Goes by `metadata.managedFields`: kubernetes.io/docs/reference/using-api/server-side-apply.
    ///
    /// Annotations of the pod template are free, for `kubectl rollout restart` writes one.
    static boolean inSpec(DaemonSet actual, String manager) {
        return actual.getMetadata().getManagedFields().stream()
                .filter(entry -> !manager.equals(entry.getManager()) && entry.getSubresource() == null)
                .anyMatch(ForeignFields::ownsSpec);
    }

    private static boolean ownsSpec(ManagedFieldsEntry entry) {
        if (entry.getFieldsV1() == null) {
            return false;
        }
        return below(entry.getFieldsV1().getAdditionalProperties(), "f:spec") instanceof Map<?, ?> spec
                && !isOnlyTemplateAnnotations(spec);
    }

    private static boolean isOnlyTemplateAnnotations(Map<?, ?> spec) {
        return only(spec, "f:template") instanceof Map<?, ?> template
                && only(template, "f:metadata") instanceof Map<?, ?> metadata
                && only(metadata, "f:annotations") != null;
    }

    private static @Nullable Object only(Map<?, ?> fields, String name) {
        // "." stands for the object itself.
        Set<?> names = fields.keySet();
        return names.stream().allMatch(field -> name.equals(field) || ".".equals(field)) ? below(fields, name) : null;
    }

    private static @Nullable Object below(Map<?, ?> fields, String name) {
        return fields.get(name);
    }
}
