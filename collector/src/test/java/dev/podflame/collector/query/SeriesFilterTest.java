package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void valuesAreRuledOutWhateverIsWanted() throws BadQueryException {
        SeriesFilter filter = SeriesFilter.parse(Map.of("process", List.of("python3"), "not.process", List.of("11")));

        assertTrue(filter.matches(WORKER));
        assertFalse(filter.matches(OTHER));
        assertFalse(SeriesFilter.parse(Map.of("not.host", List.of("a", "b"))).matches(WORKER));
        assertTrue(SeriesFilter.parse(Map.of("not.host", List.of("c"))).matches(WORKER));
    }

    @Test
    void aSeriesWithoutAnAttributeHasNoneOfItsValues() throws BadQueryException {
        SeriesFilter filter = SeriesFilter.parse(Map.of("not.label.team", List.of("blue")));

        assertFalse(filter.matches(WORKER));
        assertTrue(filter.matches(OTHER));
        assertFalse(SeriesFilter.parse(Map.of("not.label.team", List.of(""))).matches(OTHER));
    }

    @Test
    void noValueCanBeMistakenForARule() throws BadQueryException {
        Series odd = series(3, Map.of("k8s.pod.name", "!x", "not.label.team", "not.blue"));

        assertTrue(SeriesFilter.parse(Map.of("pod", List.of("!x"))).matches(odd));
        assertFalse(SeriesFilter.parse(Map.of("not.pod", List.of("!x"))).matches(odd));
        assertTrue(SeriesFilter.parse(Map.of("label.not.label.team", List.of("not.blue")))
                .matches(odd));
        assertFalse(SeriesFilter.parse(Map.of("not.label.not.label.team", List.of("not.blue")))
                .matches(odd));
    }

    @Test
    void aRuleThatIsNotUnderstoodIsNotPassedOver() {
        BadQueryException error =
                assertThrows(BadQueryException.class, () -> SeriesFilter.parse(Map.of("not.pods", List.of("x"))));

        assertEquals("Nothing can be filtered by pods.", error.getMessage());
        assertTrue(error.cure().contains("host, pod"), error.cure());
    }

    @Test
    void theFilterWithoutANameIsAboutTheOthers() throws BadQueryException {
        SeriesFilter filter = SeriesFilter.parse(
                Map.of("host", List.of("b"), "not.process", List.of("11"), "label.team", List.of("blue")));

        assertFalse(filter.without(Facet.PROCESS).matches(WORKER));
        assertTrue(filter.without(Facet.HOST).matches(WORKER));
        assertFalse(filter.without(Facet.PROCESS).matches(OTHER));
        assertTrue(filter.without(Facet.PROCESS).without("team").matches(OTHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void whatIsWantedAndWhatIsRuledOutAreTheWholeTogether(int values) throws BadQueryException {
        List<String> hosts = Stream.of("a", "b", "c")
                .filter(host -> (values >> (host.charAt(0) - 'a') & 1) == 1)
                .toList();
        SeriesFilter wanted = SeriesFilter.parse(Map.of("host", hosts));
        SeriesFilter ruledOut = SeriesFilter.parse(Map.of("not.host", hosts));

        for (Series series : List.of(WORKER, OTHER)) {
            assertNotEquals(wanted.matches(series), ruledOut.matches(series));
        }
    }

    private static Series series(long id, Map<String, String> labels) {
        return new Series(1, id, "python", labels, 0, 1);
    }
}
