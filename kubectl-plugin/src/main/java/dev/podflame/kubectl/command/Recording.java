package dev.podflame.kubectl.command;

import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Progress;
import dev.podflame.kubectl.terminal.Quantity;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// A stretch of time that begins now, by the collector's clock: this machine's may be wrong. Samples are kept in
/// buckets of 10 s, so it begins with the next bucket and is whole buckets long.
final class Recording {
    private static final long BUCKET_MILLIS = 10_000;
    /// Agents send that often: when nothing has come for so long, each node has sent its part.
    private static final long AGENT_RHYTHM_MILLIS = 10_000;

    private final Timelines timelines;
    private final Query query;
    private final Pace pace;
    private final long begin;
    private final long end;
    private final long started;
    private long sampled;
    private long lastChange;
    private boolean lastBucketSeen;
    private String unit = "";

    /// The collector's `timeline`.
    interface Timelines {
        JsonNode ask(Query query) throws Failure;
    }

    private Recording(Timelines timelines, Query query, Pace pace, long begin, long end) {
        this.timelines = timelines;
        this.query = query;
        this.pace = pace;
        this.begin = begin;
        this.end = end;
        started = pace.nanos().getAsLong();
    }

    static Recording begin(Timelines timelines, Query query, Duration length, Pace pace) throws Failure {
        JsonNode timeline = timelines.ask(query.with("from", "now-1m"));
        // The answer's end is now, rounded down to a bucket.
        long begin = timeline.path("to").asLong(0) + BUCKET_MILLIS;
        long buckets = Math.ceilDiv(length.toMillis(), BUCKET_MILLIS);
        return new Recording(timelines, query, pace, begin, begin + buckets * BUCKET_MILLIS);
    }

    /// The question for exactly this stretch.
    Query query() {
        return query.with("from", begin).with("to", end);
    }

    /// Waits until the stretch is over and its samples are there. A collector that is away for a while doesn't end it.
    void await(Progress progress) throws Failure {
        // The bucket that was current at the start lasts up to 10 s more, and the last one must have passed whole.
        long passed = end - begin + BUCKET_MILLIS;
        long latest = passed + pace.settle().toMillis();
        for (long elapsed = elapsed(); elapsed < latest; elapsed = elapsed()) {
            if (elapsed >= 2 * BUCKET_MILLIS) {
                look(elapsed);
            }
            if (elapsed >= passed && lastBucketSeen && elapsed - lastChange >= AGENT_RHYTHM_MILLIS) {
                return;
            }
            progress.show(state(elapsed, passed));
            pace.pause().take(pace.poll());
        }
    }

    private void look(long elapsed) throws Failure {
        try {
            JsonNode timeline = timelines.ask(query());
            long sum = 0;
            for (JsonNode value : timeline.path("values")) {
                sum += value.asLong(0);
            }
            JsonNode values = timeline.path("values");
            long stepMillis = timeline.path("stepSeconds").asLong(1) * 1000;
            long lastStep = timeline.path("start").asLong(0) + values.size() * stepMillis;
            lastBucketSeen = lastStep >= end && !values.path(values.size() - 1).isNull();
            lastChange = sum == sampled ? lastChange : elapsed;
            sampled = sum;
            unit = timeline.path("unit").asString("");
        } catch (Failure failure) {
            if (failure.exitCode() != ExitCode.ERROR) {
                throw failure;
            }
        }
    }

    private String state(long elapsed, long passed) {
        String seen = sampled == 0 ? "no samples yet" : Quantity.weight(sampled, unit) + " sampled";
        return elapsed < passed
                ? "recording, " + Quantity.age(Duration.ofMillis(passed - elapsed)) + " to go, " + seen
                : "waiting for the last samples, " + seen;
    }

    private long elapsed() {
        return (pace.nanos().getAsLong() - started) / 1_000_000;
    }
}
