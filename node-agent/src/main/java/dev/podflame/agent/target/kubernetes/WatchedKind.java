package dev.podflame.agent.target.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The objects of one kind, kept up to date by a watch that is tried again for ever. Safe to use from any thread.
final class WatchedKind<T extends HasMetadata> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WatchedKind.class);

    private final String plural;
    private final String cureIfMissing;
    private final SharedIndexInformer<T> informer;
    private volatile @Nullable Throwable failure;

    private WatchedKind(String plural, String cureIfMissing, SharedIndexInformer<T> informer) {
        this.plural = plural;
        this.cureIfMissing = cureIfMissing;
        this.informer = informer;
    }

    /// @param plural the kind's name in the API
    /// @param cureIfMissing what to do if the API server doesn't know the kind
    /// @param changed called after each change, on threads of the client
    static <T extends HasMetadata> WatchedKind<T> start(
            String plural, String cureIfMissing, Informable<T> at, Runnable changed) {
        WatchedKind<T> watched = new WatchedKind<>(plural, cureIfMissing, at.runnableInformer(0));
        watched.informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T added) {
                changed.run();
            }

            @Override
            public void onUpdate(T before, T now) {
                changed.run();
            }

            @Override
            public void onDelete(T deleted, boolean unknownState) {
                changed.run();
            }
        });
        watched.informer.exceptionHandler((isStarted, thrown) -> watched.failed(thrown, changed));
        watched.informer.start();
        return watched;
    }

    /// Whatever it was, it may be put right: always tries again.
    private boolean failed(Throwable thrown, Runnable changed) {
        String before = trouble().orElse("");
        failure = thrown;
        String now = trouble().orElse("");
        if (!now.equals(before)) {
            log.warn("{}", now);
            changed.run();
        }
        return true;
    }

    List<T> items() {
        return informer.getStore().list();
    }

    /// Whether its objects are known.
    boolean isKnown() {
        return informer.hasSynced();
    }

    /// Whether the API server has refused, so that waiting for objects is in vain until somebody puts it right.
    boolean isRefused() {
        return !isKnown() && (code() == 403 || code() == 404);
    }

    /// The HTTP status of the API server's answer; 0 if there was none.
    private int code() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refused && refused.getCode() > 0) {
                return refused.getCode();
            }
        }
        return 0;
    }

    /// Why there are no news; empty while there are.
    Optional<String> trouble() {
        @Nullable Throwable thrown = failure;
        if (thrown == null || informer.isWatching()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (code()) {
                    case 404 -> plural + " are unknown to the API server; " + cureIfMissing;
                    case 401 -> "the API server doesn't accept the agent's token; give its pod a service account token";
                    case 403 ->
                        "the agent may not read " + plural
                                + "; allow its service account to get, list and watch them in the whole cluster";
                    default -> "the API server doesn't tell about " + plural + ": " + rootCause(thrown);
                });
    }

    private static String rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        informer.stop();
    }
}
