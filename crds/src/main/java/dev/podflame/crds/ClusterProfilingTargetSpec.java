package dev.podflame.crds;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spec of a [ClusterProfilingTarget]: a target and the namespaces it is for.
public class ClusterProfilingTargetSpec extends TargetSpec {
    @JsonPropertyDescription("Which namespaces, by their labels. Default: all of them.")
    public @Nullable LabelSelector namespaceSelector;

    @Size(max = 100)
    @JsonPropertyDescription("Names of namespaces that are left out; * stands for any characters.")
    public @Nullable List<String> excludeNamespaces;
}
