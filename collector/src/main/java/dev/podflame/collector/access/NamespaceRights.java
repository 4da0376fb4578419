package dev.podflame.collector.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/// Which namespaces somebody may read: those where they may `get pods`. Answers are kept for some seconds.
/// Thread-safe.
final class NamespaceRights {
    private static final int MOST_ANSWERS = 20_000;
    private static final String ALL = "";
    /// Where processes outside Kubernetes live; a namespace of that name in the cluster is not the same
    /// thing.
    private static final String OUTSIDE = "host";

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final Reviews reviews;
    private final RecentAnswers<Question, Boolean> answers = new RecentAnswers<>(MOST_ANSWERS);

    private record Question(Identity who, String namespace) {}

    NamespaceRights(Reviews reviews) {
        this.reviews = reviews;
    }

    boolean everywhere(Identity who) throws AccessException {
        return ask(who, ALL);
    }

    /// Where Kubernetes has no such namespace, only who may read everything may read.
    boolean in(Identity who, String namespace) throws AccessException {
        return everywhere(who) || (canBeKubernetes(namespace) && ask(who, namespace));
    }

    Set<String> readable(Identity who, Collection<String> namespaces) throws AccessException {
        if (namespaces.isEmpty() || everywhere(who)) {
            return Set.copyOf(namespaces);
        }
        List<String> asked = namespaces.stream()
                .distinct()
                .filter(NamespaceRights::canBeKubernetes)
                .toList();
        List<Future<Boolean>> pending = new ArrayList<>();
        Set<String> readable = new HashSet<>();
        // Hundreds of namespaces one after the other would take seconds; ApiServer bounds how many go out at once.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String namespace : asked) {
                pending.add(threads.submit(() -> ask(who, namespace)));
            }
            for (int i = 0; i < asked.size(); i++) {
                if (answer(pending.get(i))) {
                    readable.add(asked.get(i));
                }
            }
        }
        return readable;
    }

    static boolean canBeKubernetes(String namespace) {
        return !namespace.equals(OUTSIDE) && DNS_LABEL.matcher(namespace).matches();
    }

    private boolean ask(Identity who, String namespace) throws AccessException {
        return answers.get(new Question(who, namespace), () -> reviews.mayGetPods(who, namespace));
    }

    private static boolean answer(Future<Boolean> pending) throws AccessException {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            throw RecentAnswers.cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AccessException.unavailable("The collector is stopping.", "Try again in some seconds.");
        }
    }
}
