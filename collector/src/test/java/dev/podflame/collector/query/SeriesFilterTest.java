package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesFilterTest {
    private static final Series WORKER = series(
            1, Map.of("host.name", "a", "process.executable.name", "python3", "process.pid", "10", "team", "blue"));
    private static final Series OTHER =
            series(2, Map.of("host.name", "b", "process.executable.name", "python3", "process.pid", "11"));

    @Test
    void valuesAreAlternativesAndNamesAreJoinedByAnd() throws BadQueryException {
        SeriesFilter filter = SeriesFilter.parse(Map.of("host", List.of("a", "c"), "process", List.of("python3")));

        assertTrue(filter.matches(WORKER));
        assertFalse(filter.matches(OTHER));
    }

    @Test
    void aProcessIsNamedByItsNameItsIdOrBoth() throws BadQueryException {
        for (String process : List.of("python3", "10", "python3 (10)")) {
            assertTrue(SeriesFilter.parse(Map.of("process", List.of(process))).matches(WORKER), process);
        }
        assertFalse(
                SeriesFilter.parse(Map.of("process", List.of("python3 (10)"))).matches(OTHER));
    }

    @Test
    void anyAttributeCanBeFilteredBy() throws BadQueryException {
        SeriesFilter filter = SeriesFilter.parse(Map.of("label.team", List.of("blue"), "from", List.of("now-1h")));

        assertTrue(filter.matches(WORKER));
        assertFalse(filter.matches(OTHER));
    }

    @Test
    void aFilterThatLeavesNothingOutNeedsNoSamples() throws BadQueryException {
        SeriesFilter filter = SeriesFilter.parse(Map.of("process", List.of("python3")));

        assertInstanceOf(SeriesChoice.All.class, filter.choose(List.of(WORKER, OTHER)));
    }

    @Test
    void aFilterThatNothingMatchesChoosesNothing() throws BadQueryException {
        SeriesChoice choice = SeriesFilter.parse(Map.of("pod", List.of("x"))).choose(List.of(WORKER, OTHER));

        assertEquals(new SeriesChoice.Only(List.of()), choice);
        assertEquals(" AND false", choice.condition());
    }

    @Test
    void nothingIsChosenAmongNoSeries() throws BadQueryException {
        assertEquals(
                new SeriesChoice.Only(List.of()),
                SeriesFilter.parse(Map.of("pod", List.of("x"))).choose(List.of()));
    }

    private static Series series(long id, Map<String, String> labels) {
        return new Series(1, id, "python", labels, 0, 1);
    }
}
