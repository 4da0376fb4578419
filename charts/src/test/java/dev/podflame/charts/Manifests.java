package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.fail;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the chart renders to, by `Kind/name`.
final class Manifests {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Map<String, HasMetadata> objects = new LinkedHashMap<>();

    private Manifests() {}

    static Manifests of(String rendered) {
        Manifests all = new Manifests();
        Arrays.stream(rendered.split("(?m)^---.*$", -1))
                .map(Manifests::withoutSourceLine)
                .filter(text -> !text.isBlank())
                .forEach(all::add);
        return all;
    }

    /// YAML of every object, by `Kind/name`.
    SortedMap<String, String> texts() {
        return texts;
    }

    Stream<HasMetadata> all() {
        return objects.values().stream();
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return all().filter(type::isInstance).map(type::cast).toList();
    }

    /// The one object of this name.
    <T extends HasMetadata> T one(Class<T> type, String name) {
        HasMetadata found = objects.get(HasMetadata.getKind(type) + "/" + name);
        return type.cast(Objects.requireNonNull(found, () -> name + " is not among " + objects.keySet()));
    }

    /// The DaemonSet that the operator finds in its ConfigMap.
    DaemonSet agents(String configMap) {
        String text = one(ConfigMap.class, configMap).getData().get("daemonset.yaml");
        return YAML.unmarshal(Objects.requireNonNull(text), DaemonSet.class);
    }

    private void add(String text) {
        HasMetadata object = YAML.unmarshal(text, HasMetadata.class);
        String key = object.getKind() + "/" + object.getMetadata().getName();
        if (objects.put(key, object) != null) {
            fail(key + " is rendered twice");
        }
        texts.put(key, text);
    }

    private static String withoutSourceLine(String text) {
        return text.replaceAll("(?m)^# Source: .*\n", "").strip() + "\n";
    }
}
