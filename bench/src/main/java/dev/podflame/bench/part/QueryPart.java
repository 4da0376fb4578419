package dev.podflame.bench.part;

import dev.podflame.bench.part.Api.Question;
import dev.podflame.bench.report.Figures;
import dev.podflame.bench.report.Latencies;
import dev.podflame.bench.report.Measurement;
import dev.podflame.bench.report.Part;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import dev.podflame.profile.ContentIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How long the page waits for its answers.
public final class QueryPart {
    private static final int DAY = 86_400;
    private static final int MINUTE = 60;
    private static final String PAGE = "&nodes=50000";
    private static final String WHOLE = "&nodes=500000";

    private final RunningStore store;
    private final SyntheticProfiles profiles;
    private final LargeService large;
    private final int times;

    /// @param large filled already
    /// @param times how often each question is asked
    public QueryPart(RunningStore store, SyntheticProfiles profiles, LargeService large, int times) {
        this.store = store;
        this.profiles = profiles;
        this.large = large;
        this.times = times;
    }

    public Part measure() throws IOException, InterruptedException {
        try (Api api = new Api(store.collector().url(), false);
                Api browser = new Api(store.collector().url(), true)) {
            check(api, service(WHOLE));
            check(api, day(WHOLE));
            List<Measurement> rows = new ArrayList<>(service(api, browser));
            rows.addAll(day(api));
            rows.addAll(others(api));
            rows.addAll(memory());
            return new Part("Queries", notes(), rows);
        }
    }

    private List<Measurement> service(Api api, Api browser) throws IOException, InterruptedException {
        double raw = rawSql().percentileMillis(50);
        String what = "service, " + span() + " of " + profiles.shape().pods() + " pods";
        Latencies whole = api.ask(service(WHOLE), times);
        Latencies page = api.ask(service(PAGE), times);
        return List.of(
                row(what + ", whole tree of " + nodes(api, service(WHOLE)) + " nodes", whole)
                        .target("< 150 ms")
                        .against(Figures.millis(raw), Figures.ratio(whole.percentileMillis(50), raw)),
                row(what + ", 50,000 nodes", page)
                        .target("< 150 ms")
                        .against(Figures.millis(raw), Figures.ratio(page.percentileMillis(50), raw)),
                row(what + ", 50,000 nodes, gzip as for a browser", browser.ask(service(PAGE), times)));
    }

    private List<Measurement> day(Api api) throws IOException, InterruptedException {
        String what = "service, 24 h of " + Figures.count(large.pods()) + " pods";
        return List.of(
                row(what + ", whole tree of " + nodes(api, day(WHOLE)) + " nodes", api.ask(day(WHOLE), times))
                        .target("< 300 ms"),
                row(what + ", 50,000 nodes", api.ask(day(PAGE), times)).target("< 300 ms"));
    }

    private List<Measurement> others(Api api) throws IOException, InterruptedException {
        String pod = "&pod=" + SyntheticProfiles.podName(profiles.shape().pods() / 2);
        Question services = new Question(
                "services?q=", profiles.startSeconds() - DAY + profiles.shape().seconds(), DAY, MINUTE);
        return List.of(
                row("one pod, " + span(), api.ask(service(PAGE + pod), times)).target("< 50 ms"),
                row("functions of the service, " + span(), api.ask(functions(""), times))
                        .target("< 300 ms"),
                row("functions that contain \"Parser\", " + span(), api.ask(functions("&q=Parser"), times))
                        .target("< 300 ms"),
                row("list of " + (LargeService.SMALL_SERVICES + 2) + " services, 24 h", api.ask(services, times)));
    }

    private List<Measurement> memory() throws IOException {
        long both = store.collector().usage().peakResidentBytes()
                + store.clickHouse().usage().peakResidentBytes();
        return List.of(Measurement.of("peak RSS of collector and ClickHouse up to here", Figures.mebibytes(both))
                .target("< 1,431 MiB (1.5 GB)"));
    }

    private Question service(String more) {
        return new Question(
                Api.of("flamegraph.json", SyntheticProfiles.SERVICE) + more,
                profiles.startSeconds(),
                profiles.shape().seconds(),
                MINUTE);
    }

    private Question day(String more) {
        return new Question(Api.of("flamegraph.json", LargeService.NAME) + more, large.firstHour(), DAY, MINUTE);
    }

    private Question functions(String more) {
        return new Question(
                Api.of("functions", SyntheticProfiles.SERVICE) + more,
                profiles.startSeconds(),
                profiles.shape().seconds(),
                MINUTE);
    }

    /// The service's sums by stack straight from the samples, over the same ranges.
    private Latencies rawSql() throws IOException {
        long[] nanos = new long[times];
        for (int i = -Api.WARM_UP; i < times; i++) {
            long from = profiles.startSeconds() + (long) (i + Api.WARM_UP + 1) * MINUTE;
            String sql = "SELECT stack_id, sum(value) FROM samples"
                    + range(
                            SyntheticProfiles.SERVICE,
                            from,
                            from + profiles.shape().seconds()) + " GROUP BY stack_id";
            long start = System.nanoTime();
            store.database().query(sql);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        return new Latencies(nanos);
    }

    /// Fails unless the root of the answer is the sum of the finest rows there are.
    private void check(Api api, Question question) throws IOException, InterruptedException {
        boolean isDay = question.seconds() == DAY;
        long from = question.fromSeconds() + question.shiftSeconds();
        long expected = store.database()
                .number("SELECT sum(value) FROM " + (isDay ? "svc_1m" : "samples")
                        + range(
                                isDay ? LargeService.NAME : SyntheticProfiles.SERVICE,
                                from,
                                from + question.seconds()));
        long total = Api.number(api.answer(question.at(1)), "total");
        if (total != expected || total == 0) {
            throw new IllegalStateException(question.path() + ": the root is " + total + ", the rows are " + expected);
        }
    }

    private static String range(String service, long from, long to) {
        return " WHERE service_id = "
                + Long.toUnsignedString(ContentIds.service(SyntheticProfiles.NAMESPACE, service))
                + " AND type = 'cpu' AND ts >= toDateTime(" + from + ", 'UTC') AND ts < toDateTime(" + to + ", 'UTC')";
    }

    private static String nodes(Api api, Question question) throws IOException, InterruptedException {
        return Figures.count(Api.number(api.answer(question.at(0)), "nodes"));
    }

    private static Measurement row(String what, Latencies latencies) {
        return Measurement.of(
                what,
                "p50 " + Figures.millis(latencies.percentileMillis(50)) + ", p95 "
                        + Figures.millis(latencies.percentileMillis(95)));
    }

    private String span() {
        int minutes = profiles.shape().minutes();
        return minutes % MINUTE == 0 ? minutes / MINUTE + " h" : minutes + " min";
    }

    private List<String> notes() {
        return List.of(
                "Over HTTP on loopback, one at a time, until the last byte is there; " + times + " questions after "
                        + Api.WARM_UP + " to warm up.",
                "No cache of answers can help: each question is about a range that begins a minute later, the grain of"
                        + " longer ranges, and no ETag is sent. Stacks and frames that were looked up before stay in the"
                        + " collector's memory, as in daily use.",
                "Roots are checked against the sum of `samples` (the 24 h ones: of `svc_1m`).",
                "The service of " + Figures.count(large.pods()) + " pods and its " + LargeService.HOURS
                        + " hours are made by SQL from the ingested one: each of its minutes is the sum of "
                        + LargeService.FACTOR
                        + " ingested ones, repeated back hour by hour with other values in `svc_1m`,"
                        + " `svc_1h` and `totals_1m`, with a copy of the stacks. It has no rows in `samples`, so its ranges are"
                        + " whole minutes: up to 50 s of samples at each end are not in these times.",
                "Baseline: the sums by stack over the same ranges straight from `samples` by SQL, without names or tree.");
    }
}
