package dev.podflame.collector.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/// Keeps answers for ten seconds, and only so many. Who asks while the same question is under way waits
/// for its answer. Failures aren't kept. Thread-safe.
final class RecentAnswers<K, V> {
    static final long KEPT_NANOS = Duration.ofSeconds(10).toNanos();

    private final int most;
    private final LongSupplier nanoTime;
    /// In the order of age.
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    /// What knows the answer.
    interface Source<V> {
        V answer() throws AccessException;
    }

    private record Entry<V>(FutureTask<V> task, long begunNanos) {}

    RecentAnswers(int most) {
        this(most, System::nanoTime);
    }

    RecentAnswers(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    V get(K question, Source<V> source) throws AccessException {
        Entry<V> entry = entry(question, source);
        entry.task.run();
        try {
            return entry.task.get();
        } catch (ExecutionException e) {
            forget(question, entry);
            throw cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AccessException.unavailable("The collector is stopping.", "Try again in some seconds.");
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized Entry<V> entry(K question, Source<V> source) {
        dropOld();
        Entry<V> known = entries.get(question);
        if (known != null) {
            return known;
        }
        Entry<V> entry = new Entry<>(new FutureTask<>(source::answer), nanoTime.getAsLong());
        entries.put(question, entry);
        return entry;
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        Iterator<Entry<V>> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext()) {
            Entry<V> oldest = oldestFirst.next();
            if (now - oldest.begunNanos < KEPT_NANOS && entries.size() < most) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private synchronized void forget(K question, Entry<V> failed) {
        entries.remove(question, failed);
    }

    /// What a source failed with.
    static AccessException cause(ExecutionException e) {
        if (e.getCause() instanceof AccessException failure) {
            return failure;
        }
        throw new IllegalStateException(e.getCause());
    }
}
