package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.Facet;
import dev.podflame.collector.query.SeriesReader;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ContentIds;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds the service, the pod or the namespace that a request is about, and checks that its caller may read it: every
/// query of profiles and usage begins here. A service that nobody has seen is one without samples, not an
/// error: it may begin to send any second.
final class ScopeFinder {
    static final String DEFAULT_NAMESPACE = "host";

    private final SeriesReader reader;

    ScopeFinder(SeriesReader reader) {
        this.reader = reader;
    }

    Scope find(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        if (!request.service().isEmpty()) {
            String namespace = namespace(request);
            request.caller().checkReads(namespace);
            return new Scope.OfService(ContentIds.service(namespace, request.service()), request, reader);
        }
        List<String> pods = request.filter().of(Facet.POD);
        if (request.namespace().isEmpty()) {
            throw pods.isEmpty() ? nothingNamed() : podWithoutNamespace();
        }
        request.caller().checkReads(request.namespace());
        return pods.isEmpty()
                ? new Scope.OfNamespace(reader.ofNamespace(request.namespace(), request.range()), request)
                : new Scope.OfPods(reader.ofPods(request.namespace(), pods, request.range()), request);
    }

    private static BadQueryException nothingNamed() {
        return new BadQueryException(
                "No service is named.",
                "Add service=NAME, namespace=NAME and pod=NAME, or namespace=NAME for all of its services;"
                        + " /api/v1/services lists the services there are.");
    }

    private static BadQueryException podWithoutNamespace() {
        return new BadQueryException("The pod's namespace is not named.", "Add namespace=NAME.");
    }

    /// Only namespaces that the caller may read are looked at and named.
    private String namespace(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        if (!request.namespace().isEmpty()) {
            return request.namespace();
        }
        Set<String> namespaces = new TreeSet<>(request.caller().readable(reader.namespacesOf(request.service())));
        if (namespaces.size() > 1) {
            throw new BadQueryException(
                    "Several namespaces have a service " + request.service() + ".",
                    "Add namespace=NAME; it is one of " + String.join(", ", namespaces) + ".");
        }
        if (namespaces.isEmpty() && !request.caller().readsEverything()) {
            throw new BadQueryException(
                    "No namespace that you may read has a service " + request.service() + ".", "Add namespace=NAME.");
        }
        return namespaces.isEmpty() ? DEFAULT_NAMESPACE : namespaces.iterator().next();
    }
}
