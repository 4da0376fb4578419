package dev.podflame.collector.query;

import java.util.Arrays;
import java.util.List;

/// Which series of a service a query is about.
public sealed interface SeriesChoice {

    /// All of them; rollups can answer.
    record All() implements SeriesChoice {}

    /// Only those with these ids, in ascending order.
    record Only(List<Long> ids) implements SeriesChoice {
        public Only {
            ids = ids.stream().sorted().toList();
        }
    }

    /// All series of the service.
    static SeriesChoice all() {
        return new All();
    }

    /// The condition in SQL, beginning with `AND`, or nothing. Ids are numbers that we print ourselves.
    default String condition() {
        return switch (this) {
            case All _ -> "";
            case Only only when only.ids().isEmpty() -> " AND false";
            case Only only -> {
                String[] ids = only.ids().stream().map(Long::toUnsignedString).toArray(String[]::new);
                String list = Arrays.toString(ids);
                yield " AND series_id IN (" + list.substring(1, list.length() - 1) + ")";
            }
        };
    }
}
