package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.flamegraph.FlameGraph;
import dev.podflame.collector.flamegraph.FlameGraphBuilder;
import dev.podflame.collector.flamegraph.FlameGraphHeader;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.LevelAverage;
import dev.podflame.collector.query.ProfileReader;
import dev.podflame.collector.query.SeriesChoice;
import dev.podflame.collector.query.SnapshotMinutes;
import dev.podflame.collector.query.SnapshotReader;
import dev.podflame.collector.query.Subject;
import dev.podflame.collector.query.TablePlan;
import dev.podflame.collector.query.ThreadFrames;
import dev.podflame.collector.query.ThreadSums;
import dev.podflame.collector.query.ThreadView;
import dev.podflame.collector.query.ThreadedProfile;
import dev.podflame.collector.query.TimeRange;
import dev.podflame.collector.query.TimeSlice;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.MergedProfile;
import java.util.Optional;

/// Reads the profile that a request is about, merged by stack or as a graph: threads as it wants them, levels averaged.
final class RequestedProfiles {
    private final ScopeFinder scopes;
    private final ProfileReader profiles;
    private final SnapshotReader snapshots;
    private final Retention retention;
    private final RecentGraphs recent = new RecentGraphs();

    RequestedProfiles(ScopeFinder scopes, ProfileReader profiles, SnapshotReader snapshots, Retention retention) {
        this.scopes = scopes;
        this.profiles = profiles;
        this.snapshots = snapshots;
        this.retention = retention;
    }

    /// A whole graph, nothing cut, what it shows, and what its threads weigh.
    record Graph(FlameGraphHeader header, FlameGraph graph, ThreadSums threads) {}

    Graph graph(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        GraphKey key = key(request);
        ThreadedGraph built = recent.get(key, request.isSettled(), () -> {
            ThreadedProfile profile = read(key);
            return new ThreadedGraph(FlameGraphBuilder.build(profile.profile()), profile.threads());
        });
        return new Graph(
                new FlameGraphHeader(request.title(), key.type(), key.fromMillis(), key.toMillis(), key.minutes()),
                built.graph(),
                built.threads());
    }

    MergedProfile merged(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        return read(key(request)).profile();
    }

    /// What a merged profile shows.
    static FlameGraphHeader header(ApiRequest request, MergedProfile profile) {
        return new FlameGraphHeader(request.title(), profile.type(), profile.startMillis(), profile.endMillis(), 0);
    }

    private ThreadedProfile read(GraphKey key) throws StoreException {
        MergedProfile sums = key.slice().isPresent()
                ? profiles.read(key.subject(), key.type(), key.slice().get())
                : profiles.read(key.subject(), key.type(), key.plan());
        ThreadedProfile wanted = ThreadFrames.apply(sums, key.threads());
        if (key.minutes() == 0) {
            return wanted;
        }
        return new ThreadedProfile(
                LevelAverage.of(wanted.profile(), key.minutes()),
                new ThreadSums(
                        LevelAverage.of(wanted.threads().threads(), key.minutes()),
                        LevelAverage.of(wanted.threads().states(), key.minutes())));
    }

    /// The caller's rights are checked here, before any graph is looked for, kept ones included.
    private GraphKey key(ApiRequest asked) throws BadQueryException, StoreException, AccessException {
        ThreadView threads = ThreadView.parse(asked.parameters());
        Optional<TimeSlice> slice = TimeSlice.parse(asked.text("slice", ""), asked.type(), asked.now(), retention);
        ApiRequest request = slice.isPresent() ? asked.during(slice.get().buckets()) : asked;
        Subject subject = scopes.find(request).chosen();
        if (!request.type().isLevel()) {
            return new GraphKey(subject, request.type(), plan(subject, request.range(), request), slice, threads, 0);
        }
        SnapshotMinutes minutes = snapshots.read(subject, request.type(), request.range(), request.now());
        TablePlan plan = plan(subject, minutes.range(), request);
        return new GraphKey(subject, request.type(), plan, slice, threads, minutes.divisor(plan.range()));
    }

    private TablePlan plan(Subject subject, TimeRange range, ApiRequest request) throws BadQueryException {
        return switch (subject.series()) {
            case SeriesChoice.All _ -> TablePlan.ofService(range, retention, request.now());
            case SeriesChoice.Only _ -> TablePlan.ofSeries(range, retention, request.now());
        };
    }
}
