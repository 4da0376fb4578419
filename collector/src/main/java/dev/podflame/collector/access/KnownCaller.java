package dev.podflame.collector.access;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Somebody whom the API server knows.
record KnownCaller(Identity identity, NamespaceRights rights) implements Caller {
    @Override
    public Optional<String> user() {
        return Optional.of(identity.user());
    }

    @Override
    public boolean speaksFor(String node) {
        return identity.node().map(node::equals).orElse(true);
    }

    @Override
    public boolean readsEverything() throws AccessException {
        return rights.everywhere(identity);
    }

    @Override
    public Set<String> readable(Collection<String> namespaces) throws AccessException {
        return rights.readable(identity, namespaces);
    }

    @Override
    public void checkReads(String namespace) throws AccessException {
        if (!rights.in(identity, namespace)) {
            boolean known = NamespaceRights.canBeKubernetes(namespace);
            throw AccessException.forbidden(
                    identity.user() + " may not read profiles of the namespace " + namespace + ".",
                    "Ask for the right to get pods in " + (known ? "the namespace " + namespace : "all namespaces")
                            + ": who may get pods of a namespace may read its profiles.");
        }
    }
}
