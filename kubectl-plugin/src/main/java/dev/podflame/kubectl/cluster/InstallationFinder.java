package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds Podflame in the cluster by the labels that its chart puts on the collector's Service.
public final class InstallationFinder {
    private static final String COLLECTOR_LABELS =
            "app.kubernetes.io/part-of=podflame,app.kubernetes.io/component=collector";

    private InstallationFinder() {}

    /// The installation in that namespace, or in the whole cluster if none is named. Who may not list services gets the
    /// chart's default names.
    public static Installation find(Kubectl kubectl, Optional<String> namespace) throws Failure {
        String where = namespace.isPresent() ? "--namespace=" + namespace.get() : "--all-namespaces";
        KubectlAnswer answer =
                kubectl.run("get", "services", where, "-l", COLLECTOR_LABELS, "-o", "json", "--request-timeout=20s");
        if (answer.isForbidden()) {
            return Installation.byDefault(namespace.orElse(Installation.DEFAULT_NAMESPACE));
        }
        List<Installation> found = new ArrayList<>();
        Kubectl.json(answer.orFail()).path("items").forEach(service -> found.add(Installation.of(service)));
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            throw Failure.error(
                    "Podflame isn't installed in "
                            + namespace.map(name -> "namespace " + name).orElse("this cluster"),
                    "Install it (helm install podflame charts/podflame --namespace podflame --create-namespace),"
                            + " or choose another --context or --podflame-namespace.");
        }
        throw Failure.usage(
                "Podflame is installed " + found.size() + " times: "
                        + found.stream()
                                .map(one -> one.namespace() + "/" + one.service())
                                .collect(Collectors.joining(", ")),
                "Choose one with --podflame-namespace.");
    }
}
