package dev.podflame.collector.access;

import io.micronaut.http.HttpRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Who sent a request, and what they may see and do. Thread-safe.
public sealed interface Caller permits Caller.Anyone, Caller.OfMetrics, KnownCaller {
    /// Where [Gate] leaves it.
    String ATTRIBUTE = "dev.podflame.caller";

    /// The caller of a request that passed the gate.
    static Caller of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Caller.class)
                .orElseThrow(() -> new IllegalStateException("a request came past the gate: " + request.getPath()));
    }

    /// The name, if anybody asked for it.
    Optional<String> user();

    /// Whether the caller may speak for a node. Tokens that are bound to no node may speak for all.
    boolean speaksFor(String node);

    /// Whether every namespace may be read, those that Kubernetes doesn't know included.
    boolean readsEverything() throws AccessException;

    /// Those of the namespaces that may be read.
    Set<String> readable(Collection<String> namespaces) throws AccessException;

    /// Passes if the namespace may be read.
    void checkReads(String namespace) throws AccessException;

    /// Where nobody is asked for a token: one machine, for those who are on it.
    record Anyone() implements Caller {
        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public boolean speaksFor(String node) {
            return true;
        }

        @Override
        public boolean readsEverything() {
            return true;
        }

        @Override
        public Set<String> readable(Collection<String> namespaces) {
            return Set.copyOf(namespaces);
        }

        @Override
        public void checkReads(String namespace) {
            // Everything may be read.
        }
    }

    /// Who may send metrics and nothing else: no batches in an agent's name, and nothing is read.
    record OfMetrics(String name) implements Caller {
        @Override
        public Optional<String> user() {
            return Optional.of(name);
        }

        @Override
        public boolean speaksFor(String node) {
            return node.isEmpty();
        }

        @Override
        public boolean readsEverything() {
            return false;
        }

        @Override
        public Set<String> readable(Collection<String> namespaces) {
            return Set.of();
        }

        @Override
        public void checkReads(String namespace) throws AccessException {
            throw AccessException.forbidden(name + " may send metrics, not read profiles.", "Ask with another token.");
        }
    }
}
