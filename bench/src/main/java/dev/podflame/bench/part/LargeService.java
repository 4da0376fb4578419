package dev.podflame.bench.part;

import dev.podflame.bench.store.Database;
import dev.podflame.bench.synthetic.Shape;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import dev.podflame.profile.ContentIds;
import java.io.IOException;

/// A service with eight times the pods over 25 hours, made from the ingested one inside ClickHouse: one
/// minute of it is the sum of eight minutes of the other, so that as many more stacks are met in it. Earlier
/// hours are like the last one, with other values and their minutes in another order. Its samples themselves
/// aren't made, and other small services are, so that the list of services is long.
public final class LargeService {
    static final String NAME = "checkout-large";
    static final int FACTOR = 8;
    static final int HOURS = 25;
    static final int SMALL_SERVICES = 200;

    private static final int HOUR = 3600;
    private static final int MINUTES = 60;
    // Has no divisor in common with any number of minutes in use, so each source minute is used equally often.
    private static final int STRIDE = 7;
    private static final int TURN_SECONDS = 13 * 60;

    private final Database database;
    private final Shape shape;
    private final long start;
    private final String source;
    private final String id;

    public LargeService(Database database, SyntheticProfiles profiles) {
        this.database = database;
        this.shape = profiles.shape();
        this.start = profiles.startSeconds();
        source = id(SyntheticProfiles.SERVICE);
        id = id(NAME);
        if (MINUTES % shape.minutes() != 0 || shape.minutes() < FACTOR) {
            throw new IllegalArgumentException("the ingested minutes must divide an hour and be 8 or more");
        }
    }

    private static String id(String service) {
        return "toUInt64(" + Long.toUnsignedString(ContentIds.service(SyntheticProfiles.NAMESPACE, service)) + ")";
    }

    /// Pods it stands for.
    int pods() {
        return shape.pods() * FACTOR;
    }

    /// Begin of its first hour, in seconds since the Unix epoch; its last hour is the ingested one.
    long firstHour() {
        return start - (HOURS - 1L) * HOUR;
    }

    /// Fills the rollups and merges them.
    void create() throws IOException {
        database.execute("INSERT INTO stacks SELECT " + id + ", stack_id, last_day, frames FROM stacks"
                + " WHERE service_id = " + source);
        lastHour();
        earlierHours();
        hours();
        series();
        smallServices();
        for (String table : new String[] {"svc_1m", "svc_1h", "totals_1m", "stacks", "series"}) {
            database.execute("OPTIMIZE TABLE " + table + " FINAL");
        }
    }

    private String ingested(String table) {
        return " FROM " + table + " WHERE service_id = " + source + " AND ts >= toDateTime(" + start
                + ", 'UTC') AND ts < toDateTime(" + (start + shape.seconds()) + ", 'UTC')";
    }

    /// Minute m takes the source minutes 7m to 7m + 7, counted around the ingested time.
    private void lastHour() throws IOException {
        database.execute("INSERT INTO svc_1m (service_id, type, ts, stack_id, value) SELECT " + id
                + ", 'cpu', toDateTime(" + start + " + 60 * m, 'UTC'), stack_id, sum(v) FROM (SELECT stack_id,"
                + " value AS v, toInt32(intDiv(toUInt32(ts) - " + start + ", 60)) AS s" + ingested("svc_1m")
                + ") ARRAY JOIN arrayFilter(x -> positiveModulo(s - " + STRIDE + " * toInt32(x), " + shape.minutes()
                + ") < " + FACTOR + ", range(60)) AS m GROUP BY m, stack_id");
    }

    /// The last hour again and again: each stack with half to one and a half times its samples, the minutes turned by
    /// some. A sample is 50 ms.
    private void earlierHours() throws IOException {
        for (int hour = 1; hour < HOURS; hour++) {
            database.execute("INSERT INTO svc_1m (service_id, type, ts, stack_id, value) SELECT service_id, type,"
                    + " toDateTime(" + (start - (long) hour * HOUR) + " + (toUInt32(ts) - " + start + " + "
                    + hour * TURN_SECONDS + ") % 3600, 'UTC'), stack_id, 50000000 * greatest(1, intDiv(intDiv(value,"
                    + " 50000000) * (500 + cityHash64(stack_id, " + hour + ") % 1001) + 500, 1000)) FROM svc_1m"
                    + " WHERE service_id = " + id + " AND ts >= toDateTime(" + start + ", 'UTC')");
        }
    }

    private void hours() throws IOException {
        database.execute("INSERT INTO svc_1h (service_id, type, ts, stack_id, value) SELECT service_id, type,"
                + " toStartOfHour(m.ts) AS hour, stack_id, sum(m.value) FROM svc_1m AS m WHERE service_id = " + id
                + " GROUP BY service_id, type, hour, stack_id");
    }

    /// One series per pod, and what each used in the minutes of the last hour.
    private void series() throws IOException {
        String copies = " ARRAY JOIN range(" + FACTOR + ") AS copy WHERE service_id = " + source;
        database.execute("INSERT INTO series SELECT " + id + ", cityHash64(series_id, copy), namespace, '" + NAME
                + "', runtime, labels, first_seen - " + (HOURS - 1) * HOUR + ", last_seen FROM series" + copies);
        database.execute("INSERT INTO totals_1m (service_id, type, ts, series_id, value) SELECT " + id
                + ", 'cpu', toDateTime(" + start + " + 60 * m - 3600 * h, 'UTC'), cityHash64(series_id, copy), v FROM"
                + " (SELECT series_id, value AS v, (toUInt32(ts) - " + start + ") / 60 AS s" + ingested("totals_1m")
                + ") ARRAY JOIN range(" + FACTOR + ") AS copy ARRAY JOIN range(" + HOURS + ") AS h ARRAY JOIN"
                + " arrayFilter(x -> x % " + shape.minutes() + " = s, range(60)) AS m");
    }

    private void smallServices() throws IOException {
        database.execute(
                "INSERT INTO series SELECT cityHash64('small', n), cityHash64(series_id, 'small', n), namespace,"
                        + " concat('small-', toString(n)), runtime, labels, first_seen, last_seen FROM series ARRAY JOIN range("
                        + SMALL_SERVICES + ") AS n WHERE service_id = " + source + " AND series_id % 24 = 0");
        database.execute("INSERT INTO totals_1m (service_id, type, series_id, ts, value) SELECT cityHash64('small', n),"
                + " type, cityHash64(series_id, 'small', n), ts, value FROM totals_1m ARRAY JOIN range("
                + SMALL_SERVICES + ") AS n WHERE service_id = " + source + " AND series_id % 24 = 0");
    }
}
