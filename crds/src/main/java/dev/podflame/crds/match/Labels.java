package dev.podflame.crds.match;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Label selectors, as Kubernetes reads them
/// (kubernetes.io/docs/concepts/overview/working-with-objects/labels).
final class Labels {
    private Labels() {}

    /// The selector itself, if it makes sense.
    ///
    /// @throws IllegalArgumentException if an operator is unknown or its values don't fit
    static LabelSelector check(LabelSelector selector) {
        for (LabelSelectorRequirement requirement : selector.getMatchExpressions()) {
            boolean hasValues = !requirement.getValues().isEmpty();
            boolean takesValues = switch (String.valueOf(requirement.getOperator())) {
                case "In", "NotIn" -> true;
                case "Exists", "DoesNotExist" -> false;
                default ->
                    throw new IllegalArgumentException("operator " + requirement.getOperator()
                            + " in a label selector; it can be In, NotIn, Exists, DoesNotExist");
            };
            if (hasValues != takesValues) {
                throw new IllegalArgumentException("operator " + requirement.getOperator() + " for label "
                        + requirement.getKey() + (takesValues ? " needs values" : " takes no values"));
            }
        }
        return selector;
    }

    /// Whether every requirement of a checked selector holds; one without any takes everything.
    static boolean match(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> equal = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return labels.entrySet().containsAll(equal.entrySet())
                && selector.getMatchExpressions().stream().allMatch(requirement -> holds(requirement, labels));
    }

    static boolean isEmpty(LabelSelector selector) {
        return (selector.getMatchLabels() == null || selector.getMatchLabels().isEmpty())
                && selector.getMatchExpressions().isEmpty();
    }

    private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
        @Nullable String value = labels.get(requirement.getKey());
        List<String> values = requirement.getValues();
        return switch (requirement.getOperator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalStateException("unchecked selector: " + requirement.getOperator());
        };
    }
}
