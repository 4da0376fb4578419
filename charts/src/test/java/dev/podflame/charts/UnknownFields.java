package dev.podflame.charts;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields that Kubernetes' own types don't have: misspelt or wrongly indented ones, which an API server would refuse.
/// Kinds of other projects (cert-manager, Prometheus operator) have no type here and pass.
final class UnknownFields {

    private UnknownFields() {}

    static List<String> of(HasMetadata object) {
        List<String> found = new ArrayList<>();
        if (!(object instanceof GenericKubernetesResource)) {
            look(object.getKind(), object, found);
        }
        return found;
    }

    private static void look(String path, @Nullable Object value, List<String> found) {
        switch (value) {
            case null -> {}
            case Collection<?> items -> items.forEach(item -> look(path + "[]", item, found));
            case Map<?, ?> map -> map.forEach((key, item) -> look(path + "." + key, item, found));
            case AnyType any -> look(path, any.getValue(), found);
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model.")) {
                    lookInto(path, value, found);
                }
            }
        }
    }

    /// Fabric8 keeps what it doesn't know in `additionalProperties`.
    private static void lookInto(String path, Object bean, List<String> found) {
        for (java.lang.reflect.Method getter : bean.getClass().getMethods()) {
            if (getter.getParameterCount() != 0
                    || !getter.getName().startsWith("get")
                    || getter.getName().equals("getClass")) {
                continue;
            }
            try {
                Object inner = getter.invoke(bean);
                if (getter.getName().equals("getAdditionalProperties") && inner instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> found.add(path + "." + key));
                } else {
                    look(path + "." + getter.getName().substring(3), inner, found);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(path, e);
            }
        }
    }
}
