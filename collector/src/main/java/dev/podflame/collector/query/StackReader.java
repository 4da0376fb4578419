package dev.podflame.collector.query;

import dev.podflame.collector.query.StackDictionary.Resolved;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Turns stack ids into frames, from memory where it can. Thread-safe.
final class StackReader {
    /// Ids go into the statement's text, because a URL has no room for thousands of parameters: 16,000 make 340 kB.
    /// They are numbers that we print ourselves, so nothing can be injected.
    private static final int IDS_PER_QUERY = 16_000;

    private static final Map<String, FrameKind> KINDS = kinds();

    private final ClickHouse clickHouse;
    private volatile StackDictionary dictionary = new StackDictionary();

    StackReader(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    Resolved resolve(Subject subject, long[] stackIds) throws StoreException {
        StackDictionary current = dictionary;
        if (current.isFull()) {
            current = new StackDictionary();
            dictionary = current;
        }
        long[] unknown = current.unknownStacks(stackIds);
        for (int i = 0; i < unknown.length; i += IDS_PER_QUERY) {
            load(subject, Arrays.copyOfRange(unknown, i, Math.min(unknown.length, i + IDS_PER_QUERY)), current);
        }
        return current.resolve(stackIds);
    }

    private void load(Subject subject, long[] stackIds, StackDictionary into) throws StoreException {
        Map<Long, long[]> stacks = clickHouse.query(
                QueryLimits.apply(Query.of("SELECT stack_id, frames FROM stacks"
                        + " WHERE " + subject.servicesCondition() + " AND stack_id IN (" + list(stackIds) + ")"
                        + " LIMIT 1 BY stack_id")),
                rows -> {
                    Map<Long, long[]> found = HashMap.newHashMap(stackIds.length);
                    while (rows.next()) {
                        found.put(rows.int64(), rows.int64s());
                    }
                    return found;
                });
        loadFrames(
                stacks.values().stream()
                        .flatMapToLong(Arrays::stream)
                        .distinct()
                        .toArray(),
                into);
        stacks.forEach(into::addStack);
    }

    private void loadFrames(long[] frameIds, StackDictionary into) throws StoreException {
        long[] unknown = into.unknownFrames(frameIds);
        for (int i = 0; i < unknown.length; i += IDS_PER_QUERY) {
            long[] some = Arrays.copyOfRange(unknown, i, Math.min(unknown.length, i + IDS_PER_QUERY));
            Query query = Query.of("SELECT frame_id, name, file, line, module, kind FROM frames"
                    + " WHERE frame_id IN (" + list(some) + ") LIMIT 1 BY frame_id");
            clickHouse.query(QueryLimits.apply(query), rows -> {
                while (rows.next()) {
                    long id = rows.int64();
                    String name = rows.string();
                    String file = rows.string();
                    int line = Math.max(0, rows.int32());
                    String module = rows.string();
                    FrameKind kind = KINDS.getOrDefault(rows.string(), FrameKind.UNKNOWN);
                    into.addFrame(id, new Frame(name, file, line, module, kind));
                }
                return some.length;
            });
        }
    }

    private static String list(long[] ids) {
        StringBuilder list = new StringBuilder(ids.length * 21);
        for (long id : ids) {
            list.append(list.isEmpty() ? "" : ",").append(Long.toUnsignedString(id));
        }
        return list.toString();
    }

    private static Map<String, FrameKind> kinds() {
        Map<String, FrameKind> kinds = new HashMap<>();
        for (FrameKind kind : FrameKind.values()) {
            kinds.put(kind.label(), kind);
        }
        return kinds;
    }
}
