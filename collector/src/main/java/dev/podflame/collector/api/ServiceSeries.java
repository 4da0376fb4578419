package dev.podflame.collector.api;

import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.Series;
import dev.podflame.collector.query.SeriesChoice;
import dev.podflame.collector.query.SeriesReader;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ContentIds;
import java.util.List;

/// Finds the service and the series that a request is about. A service that nobody has seen is one without samples, not
/// an error: it may begin to send any second.
final class ServiceSeries {
    static final String DEFAULT_NAMESPACE = "host";

    private final SeriesReader reader;

    ServiceSeries(SeriesReader reader) {
        this.reader = reader;
    }

    /// The id of the service that is asked for.
    long serviceId(ApiRequest request) throws BadQueryException, StoreException {
        if (request.service().isEmpty()) {
            throw new BadQueryException(
                    "No service is named.", "Add service=NAME; /api/v1/services lists those there are.");
        }
        return ContentIds.service(namespace(request), request.service());
    }

    private String namespace(ApiRequest request) throws BadQueryException, StoreException {
        if (!request.namespace().isEmpty()) {
            return request.namespace();
        }
        List<String> namespaces = reader.namespacesOf(request.service());
        if (namespaces.size() > 1) {
            throw new BadQueryException(
                    "Several namespaces have a service " + request.service() + ".",
                    "Add namespace=NAME; it is one of " + String.join(", ", namespaces) + ".");
        }
        return namespaces.isEmpty() ? DEFAULT_NAMESPACE : namespaces.getFirst();
    }

    /// All series of the service that were seen in the range.
    List<Series> all(long serviceId, ApiRequest request) throws StoreException {
        return reader.read(serviceId, request.range());
    }

    /// The series that the filters choose.
    SeriesChoice chosen(long serviceId, ApiRequest request) throws StoreException {
        return request.filter().isNone() ? SeriesChoice.all() : request.filter().choose(all(serviceId, request));
    }
}
