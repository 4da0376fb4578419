package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.flamegraph.FlameGraph;
import dev.podflame.collector.flamegraph.FlameGraphBuilder;
import dev.podflame.collector.flamegraph.FlameGraphHeader;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.ProfileReader;
import dev.podflame.collector.query.SeriesChoice;
import dev.podflame.collector.query.Subject;
import dev.podflame.collector.query.TablePlan;
import dev.podflame.collector.query.TimeRange;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.MergedProfile;

/// Reads the profile that a request is about, merged by stack or as a graph.
final class RequestedProfiles {
    private final ScopeFinder scopes;
    private final ProfileReader profiles;
    private final Retention retention;
    private final RecentGraphs recent = new RecentGraphs();

    RequestedProfiles(ScopeFinder scopes, ProfileReader profiles, Retention retention) {
        this.scopes = scopes;
        this.profiles = profiles;
        this.retention = retention;
    }

    /// A whole graph, nothing cut, and what it shows.
    record Graph(FlameGraphHeader header, FlameGraph graph) {}

    Graph graph(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        GraphKey key = key(request);
        FlameGraph graph = recent.get(key, request.isSettled(), () -> FlameGraphBuilder.build(read(key)));
        TimeRange range = key.plan().range();
        return new Graph(
                new FlameGraphHeader(title(request), key.type(), range.from() * 1000, range.to() * 1000), graph);
    }

    MergedProfile merged(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        return read(key(request));
    }

    /// What a merged profile shows.
    static FlameGraphHeader header(ApiRequest request, MergedProfile profile) {
        return new FlameGraphHeader(title(request), profile.type(), profile.startMillis(), profile.endMillis());
    }

    private static String title(ApiRequest request) {
        return request.namespace().isEmpty() ? request.subject() : request.namespace() + "/" + request.subject();
    }

    private MergedProfile read(GraphKey key) throws StoreException {
        return profiles.read(key.subject(), key.type(), key.plan());
    }

    /// The caller's rights are checked here, before any graph is looked for, kept ones included.
    private GraphKey key(ApiRequest request) throws BadQueryException, StoreException, AccessException {
        Subject subject = scopes.find(request).chosen();
        TablePlan plan = switch (subject.series()) {
            case SeriesChoice.All _ -> TablePlan.ofService(request.range(), retention, request.now());
            case SeriesChoice.Only _ -> TablePlan.ofSeries(request.range(), retention, request.now());
        };
        return new GraphKey(subject, request.type(), plan);
    }
}
