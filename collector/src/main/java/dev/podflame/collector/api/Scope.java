package dev.podflame.collector.api;

import dev.podflame.collector.query.Series;
import dev.podflame.collector.query.SeriesChoice;
import dev.podflame.collector.query.SeriesReader;
import dev.podflame.collector.query.Subject;
import dev.podflame.collector.store.StoreException;
import java.util.List;

/// What a request is about, once it is clear that its caller may see it.
sealed interface Scope {
    /// Its series that were seen in the range, whatever the filters say.
    List<Series> series() throws StoreException;

    /// All of it.
    Subject whole() throws StoreException;

    /// What the filters leave of it.
    Subject chosen() throws StoreException;

    /// A service. Its series are read only where something depends on them.
    record OfService(long id, ApiRequest request, SeriesReader reader) implements Scope {
        @Override
        public List<Series> series() throws StoreException {
            return reader.ofService(id, request.range());
        }

        @Override
        public Subject whole() {
            return Subject.of(id, SeriesChoice.all());
        }

        @Override
        public Subject chosen() throws StoreException {
            return request.filter().isNone()
                    ? whole()
                    : Subject.of(id, request.filter().choose(series()));
        }
    }

    /// Pods, with all services that their containers belong to.
    record OfPods(List<Series> series, ApiRequest request) implements Scope {
        public OfPods {
            series = List.copyOf(series);
        }

        @Override
        public Subject whole() {
            return subject(series);
        }

        @Override
        public Subject chosen() {
            return subject(series.stream().filter(request.filter()::matches).toList());
        }

        private static Subject subject(List<Series> some) {
            return new Subject(
                    some.stream().map(Series::serviceId).toList(),
                    new SeriesChoice.Only(some.stream().map(Series::id).toList()));
        }
    }

    /// All services of a namespace together.
    record OfNamespace(List<Series> series, ApiRequest request) implements Scope {
        public OfNamespace {
            series = List.copyOf(series);
        }

        @Override
        public Subject whole() {
            return subject(SeriesChoice.all());
        }

        @Override
        public Subject chosen() {
            return subject(request.filter().choose(series));
        }

        private Subject subject(SeriesChoice choice) {
            return new Subject(series.stream().map(Series::serviceId).toList(), choice);
        }
    }
}
