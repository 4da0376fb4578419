package dev.podflame.collector.api;

import dev.podflame.collector.store.StoreException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Keeps the last graphs that were asked for, because one view asks for the same one several times: as a graph, as a
/// table of functions, as a picture, and again on every zoom. Whoever asks first builds it, the others wait for it.
///
/// Thread-safe.
final class RecentGraphs {
    private static final int MOST_NODES = 1_000_000;
    private static final int MOST_GRAPHS = 16;
    /// A graph that late batches can still change is right for this long: shorter than the time between refreshes.
    private static final long UNSETTLED_NANOS = Duration.ofSeconds(4).toNanos();

    private final Map<GraphKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /// Makes a graph.
    interface Source {
        ThreadedGraph build() throws StoreException;
    }

    private record Entry(FutureTask<ThreadedGraph> task, boolean settled, long begunNanos) {
        boolean isFresh(long nowNanos) {
            return settled || nowNanos - begunNanos < UNSETTLED_NANOS;
        }

        int nodes() {
            return task.state() == FutureTask.State.SUCCESS
                    ? task.resultNow().graph().size()
                    : 0;
        }
    }

    ThreadedGraph get(GraphKey key, boolean settled, Source source) throws StoreException {
        Entry entry = entry(key, settled, source);
        entry.task.run();
        try {
            return entry.task.get();
        } catch (ExecutionException e) {
            forget(key, entry);
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a graph", e);
        } finally {
            trim();
        }
    }

    private synchronized Entry entry(GraphKey key, boolean settled, Source source) {
        Entry known = entries.get(key);
        if (known != null && known.isFresh(System.nanoTime())) {
            return known;
        }
        Entry entry = new Entry(new FutureTask<>(source::build), settled, System.nanoTime());
        entries.put(key, entry);
        return entry;
    }

    private synchronized void forget(GraphKey key, Entry failed) {
        entries.remove(key, failed);
    }

    /// Drops what wasn't asked for longest until the rest is small enough.
    private synchronized void trim() {
        long nodes = 0;
        for (Entry entry : entries.values()) {
            nodes += entry.nodes();
        }
        while (!entries.isEmpty() && (nodes > MOST_NODES || entries.size() > MOST_GRAPHS)) {
            Map.Entry<GraphKey, Entry> oldest = entries.entrySet().iterator().next();
            nodes -= oldest.getValue().nodes();
            entries.remove(oldest.getKey());
        }
    }
}
