package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.KubectlAnswer;
import dev.podflame.kubectl.cluster.Pods;
import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.Failure;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Turns what a person asks about into what the collector can be asked.
final class SubjectQuery {
    /// More would make a longer request line than the collector reads.
    private static final int MOST_PODS = 40;

    private static final String SERVICE_NAME = "service.name";

    private final Session session;
    private final String namespace;
    private final String since;

    /// @param since begin of the time in which it counts as there, as the API writes it
    SubjectQuery(Session session, String namespace, String since) {
        this.session = session;
        this.namespace = namespace;
        this.since = since;
    }

    Query of(Subject subject) throws Failure {
        Query query = Query.NONE.with("namespace", namespace);
        return switch (subject) {
            case Subject.Pod pod -> query.with("pod", pod.name());
            case Subject.Workload workload -> workload(query, workload);
            case Subject.Service service -> service(query, service);
        };
    }

    /// By the service that its pods' series belong to, so that pods that are gone count too.
    private Query workload(Query query, Subject.Workload workload) throws Failure {
        List<String> pods = Pods.of(session.kubectl(), namespace, workload.resource(), workload.name());
        Set<String> services = pods.isEmpty() ? Set.of(workload.name()) : servicesOf(pods(query, pods));
        return services.size() == 1
                ? query.with("service", services.iterator().next())
                        .with("label." + workload.attribute(), workload.name())
                : pods(query, pods);
    }

    private Set<String> servicesOf(Query pods) throws Failure {
        Set<String> services = new TreeSet<>();
        session.collector()
                .ask("series", pods.with("from", since))
                .path("series")
                .forEach(series ->
                        services.add(series.path("labels").path(SERVICE_NAME).asString("")));
        services.remove("");
        return services;
    }

    private Query service(Query query, Subject.Service service) throws Failure {
        Query named = query.with("service", service.name());
        boolean known = !session.collector()
                .ask("services", named.with("from", since))
                .path("services")
                .isEmpty();
        if (known) {
            return named;
        }
        KubectlAnswer there =
                session.kubectl().run("get", "service", service.name(), "--namespace=" + namespace, "-o", "name");
        if (there.isNotFound()) {
            throw Failure.error(
                    "neither Podflame nor Kubernetes has a service " + service.name() + " in namespace " + namespace,
                    "kubectl podflame top --namespace=" + namespace + " lists the services that have samples.");
        }
        there.orFail();
        return pods(query, Pods.of(session.kubectl(), namespace, "service", service.name()));
    }

    private Query pods(Query query, List<String> pods) throws Failure {
        if (pods.isEmpty()) {
            throw Failure.error("it selects no pod now", "kubectl get pods --namespace=" + namespace + " lists them.");
        }
        if (pods.size() > MOST_PODS) {
            throw Failure.error(
                    "it selects " + pods.size() + " pods; at most " + MOST_PODS + " can be summed by name",
                    "Ask for their service: svc/NAME, as kubectl podflame top lists it.");
        }
        Query named = query;
        for (String pod : pods) {
            named = named.with("pod", pod);
        }
        return named;
    }
}
