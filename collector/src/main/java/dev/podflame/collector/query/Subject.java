package dev.podflame.collector.query;

import java.util.List;
import java.util.stream.Collectors;

/// What a query is about: services, and which of their series.
///
/// @param services ids, in ascending order; usually one, several where a pod's containers belong to several
public record Subject(List<Long> services, SeriesChoice series) {
    public Subject {
        services = services.stream().distinct().sorted().toList();
    }

    public static Subject of(long serviceId, SeriesChoice series) {
        return new Subject(List.of(serviceId), series);
    }

    /// The condition in SQL. Ids are numbers that we print ourselves.
    String condition() {
        return servicesCondition() + series.condition();
    }

    /// The part of the condition that the dictionaries know too.
    String servicesCondition() {
        return switch (services.size()) {
            case 0 -> "false";
            case 1 -> "service_id = " + Long.toUnsignedString(services.getFirst());
            default ->
                services.stream().map(Long::toUnsignedString).collect(Collectors.joining(", ", "service_id IN (", ")"));
        };
    }
}
