package dev.podflame.collector.query;

import dev.podflame.collector.query.FunctionMatch.Named;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.FrameKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds frames by a part of their name, and the services that had them on a stack. Thread-safe.
final class FrameFinder {
    /// More frames than a name that a person means has, lines counted; their ids take 400 kB of a
    /// statement.
    private static final int MOST_FRAMES = 20_000;

    private static final Map<String, FrameKind> KINDS =
            Arrays.stream(FrameKind.values()).collect(Collectors.toMap(FrameKind::label, kind -> kind));

    private final ClickHouse clickHouse;

    FrameFinder(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// Frames that were found, and the functions that they are of: several frames are one function
    /// where only their lines differ.
    static final class Frames {
        private final long[] ids;
        private final int[] functionOf;
        private final List<Named> functions;

        private Frames(long[] ids, int[] functionOf, List<Named> functions) {
            this.ids = ids;
            this.functionOf = functionOf;
            this.functions = functions;
        }

        boolean isEmpty() {
            return ids.length == 0;
        }

        /// A function by its number, from 1.
        Named function(int number) {
            return functions.get(number - 1);
        }

        /// The frames' ids as SQL has lists of them: numbers that we print ourselves.
        String ids() {
            return list(ids);
        }

        /// The numbers of their functions, in the same order.
        String numbers() {
            return Arrays.stream(functionOf).mapToObj(Integer::toString).collect(Collectors.joining(","));
        }
    }

    /// Services and the weight of the heaviest frame in each.
    record Users(Map<Long, Long> weightOf) {
        Users {
            weightOf = Map.copyOf(weightOf);
        }
    }

    /// Frames whose name contains the text, whatever its case. Threads and their states are no
    /// functions.
    ///
    /// @throws BadQueryException if they are too many
    Frames find(String text) throws StoreException, BadQueryException {
        Query query = Query.of("SELECT frame_id, any(name), any(file), any(module), any(kind) FROM frames"
                        + " WHERE positionCaseInsensitiveUTF8(name, {text:String}) > 0"
                        + " AND kind NOT IN ('thread', 'thread_state')"
                        + " GROUP BY frame_id LIMIT " + (MOST_FRAMES + 1))
                .with("text", text);
        Frames found = clickHouse.query(QueryLimits.apply(query), rows -> {
            List<Long> ids = new ArrayList<>();
            List<Integer> functionOf = new ArrayList<>();
            Map<Named, Integer> numbers = new HashMap<>();
            List<Named> functions = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.int64());
                Named named = new Named(
                        rows.string(),
                        rows.string(),
                        rows.string(),
                        KINDS.getOrDefault(rows.string(), FrameKind.UNKNOWN));
                functionOf.add(numbers.computeIfAbsent(named, one -> {
                    functions.add(one);
                    return functions.size();
                }));
            }
            return new Frames(
                    ids.stream().mapToLong(Long::longValue).toArray(),
                    functionOf.stream().mapToInt(Integer::intValue).toArray(),
                    functions);
        });
        if (found.ids.length > MOST_FRAMES) {
            throw new BadQueryException(
                    "Too many functions contain " + text + ".", "Write more of the name, such as String.format.");
        }
        return found;
    }

    /// The services that had one of the frames on a stack in the hours of the range.
    Users users(Frames frames, String type, TimeRange range) throws StoreException {
        Query query = Query.of("SELECT service_id, max(weight) FROM"
                        + " (SELECT service_id, frame_id, sum(total) AS weight FROM fn_1h WHERE frame_id IN ("
                        + frames.ids() + ") AND type = {type:String}"
                        + " AND ts >= toDateTime({from:UInt32}, 'UTC') AND ts < toDateTime({to:UInt32}, 'UTC')"
                        + " GROUP BY service_id, frame_id) GROUP BY service_id")
                .with("type", type)
                .with("from", Table.HOURS.floor(range.from()))
                .with("to", range.to());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<Long, Long> weights = new TreeMap<>();
            while (rows.next()) {
                weights.put(rows.int64(), rows.int64());
            }
            return new Users(weights);
        });
    }

    /// Ids as SQL has lists of them.
    static String list(long[] ids) {
        return Arrays.stream(ids).mapToObj(Long::toUnsignedString).collect(Collectors.joining(","));
    }
}
