package dev.podflame.collector.api;

import dev.podflame.collector.query.FunctionSearch;
import dev.podflame.collector.query.HeatMapReader;
import dev.podflame.collector.query.ProfileReader;
import dev.podflame.collector.query.SeriesReader;
import dev.podflame.collector.query.ServicesReader;
import dev.podflame.collector.query.SnapshotReader;
import dev.podflame.collector.query.TimelineReader;
import dev.podflame.collector.query.TypesReader;
import dev.podflame.collector.query.UsageReader;
import dev.podflame.collector.report.ReportStore;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Retention;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Hands the controllers what they read from: plain classes that know nothing of the framework.
@Factory
final class QueryFactory {
    /// The schema's own, unless the wiring gives another.
    @Singleton
    @Requires(missingBeans = Retention.class)
    Retention retention() {
        return Retention.DEFAULT;
    }

    @Singleton
    RequestReader requestReader(Retention retention) {
        return new RequestReader(retention, InstantSource.system());
    }

    @Singleton
    ScopeFinder scopeFinder(ClickHouse clickHouse) {
        return new ScopeFinder(new SeriesReader(clickHouse));
    }

    @Singleton
    RequestedProfiles requestedProfiles(ClickHouse clickHouse, ScopeFinder scopes, Retention retention) {
        return new RequestedProfiles(scopes, new ProfileReader(clickHouse), new SnapshotReader(clickHouse), retention);
    }

    @Singleton
    ReadableReports readableReports(ReportStore reports) {
        return new ReadableReports(reports);
    }

    @Singleton
    ServicesReader servicesReader(ClickHouse clickHouse) {
        return new ServicesReader(clickHouse);
    }

    @Singleton
    FunctionSearch functionSearch(ClickHouse clickHouse, Retention retention) {
        return new FunctionSearch(clickHouse, retention);
    }

    @Singleton
    HeatMapReader heatMapReader(ClickHouse clickHouse, Retention retention) {
        return new HeatMapReader(clickHouse, retention);
    }

    @Singleton
    TypesReader typesReader(ClickHouse clickHouse, Retention retention) {
        return new TypesReader(clickHouse, retention);
    }

    @Singleton
    RequestCounts requestCounts(ScopeFinder scopes, UsageReader usage) {
        return new RequestCounts(scopes, usage);
    }

    @Singleton
    UsageReader usageReader(ClickHouse clickHouse) {
        return new UsageReader(clickHouse);
    }

    @Singleton
    TimelineReader timelineReader(ClickHouse clickHouse, Retention retention) {
        return new TimelineReader(clickHouse, retention);
    }
}
