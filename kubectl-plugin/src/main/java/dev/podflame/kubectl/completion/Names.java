package dev.podflame.kubectl.completion;

import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.cluster.KubectlAnswer;
import dev.podflame.kubectl.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Names that only the cluster or the kubeconfig knows, with the cluster flags that were typed before. Whoever presses
/// the tab key wants no error messages: what can't be asked has no names.
public final class Names {
    /// What is named.
    enum Kind {
        PODS,
        NAMESPACES,
        CONTEXTS,
        TARGETS;

        static final Map<String, Kind> OF_ARGUMENTS = Map.of(
                "POD|KIND/NAME", PODS,
                "POD|svc/NAME", PODS,
                "--functions", PODS,
                "--namespace", NAMESPACES,
                "--podflame-namespace", NAMESPACES,
                "--context", CONTEXTS,
                "NAME", TARGETS);
    }

    private static final Set<String> CLUSTER_FLAGS = Set.of("--context", "--kubeconfig", "--namespace", "-n");
    private static final String TIMEOUT = "--request-timeout=3s";

    private final Function<List<String>, Kubectl> kubectl;

    /// @param kubectl makes one with the given flags
    public Names(Function<List<String>, Kubectl> kubectl) {
        this.kubectl = kubectl;
    }

    List<String> of(Kind kind, List<String> words) {
        return switch (kind) {
            case PODS -> lines(words, "get", "pods", "-o", "name", TIMEOUT);
            case NAMESPACES -> lines(words, "get", "namespaces", "-o", "name", TIMEOUT);
            case CONTEXTS -> lines(words, "config", "get-contexts", "-o", "name");
            case TARGETS -> lines(words, "get", "profilingtargets,clusterprofilingtargets", "-o", "name", TIMEOUT);
        };
    }

    private List<String> lines(List<String> words, String... arguments) {
        try {
            KubectlAnswer answer = kubectl.apply(flags(words)).run(arguments);
            boolean contexts = arguments[0].equals("config");
            return answer.out()
                    .lines()
                    .map(line -> contexts ? line : line.substring(line.indexOf('/') + 1))
                    .toList();
        } catch (Failure failure) {
            return List.of();
        }
    }

    private static List<String> flags(List<String> words) {
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < words.size() - 1; i++) {
            String word = words.get(i);
            if (CLUSTER_FLAGS.contains(word) && i + 1 < words.size() - 1) {
                flags.add(word);
                flags.add(words.get(i + 1));
            } else if (CLUSTER_FLAGS.stream().anyMatch(flag -> word.startsWith(flag + "="))) {
                flags.add(word);
            }
        }
        return flags;
    }
}
