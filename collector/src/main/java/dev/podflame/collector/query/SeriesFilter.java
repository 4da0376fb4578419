package dev.podflame.collector.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Conditions on the attributes of series: values of one name are alternatives, names are joined by "and".
///
/// @param byFacet wanted values per short name
/// @param byAttribute wanted values per OpenTelemetry attribute
public record SeriesFilter(Map<Facet, List<String>> byFacet, Map<String, List<String>> byAttribute) {
    private static final String LABEL = "label.";
    private static final int MOST_VALUES = 1000;

    public static final SeriesFilter NONE = new SeriesFilter(Map.of(), Map.of());

    public SeriesFilter {
        byFacet = Map.copyOf(byFacet);
        byAttribute = Map.copyOf(byAttribute);
    }

    /// Reads the filters among the parameters of a request; other parameters are left alone.
    public static SeriesFilter parse(Map<String, List<String>> parameters) throws BadQueryException {
        Map<Facet, List<String>> byFacet = new TreeMap<>();
        for (Facet facet : Facet.values()) {
            List<String> values = parameters.getOrDefault(facet.label(), List.of());
            if (!values.isEmpty()) {
                byFacet.put(facet, checked(facet.label(), values));
            }
        }
        Map<String, List<String>> byAttribute = new TreeMap<>();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (name.startsWith(LABEL)) {
                byAttribute.put(name.substring(LABEL.length()), checked(name, parameter.getValue()));
            }
        }
        return new SeriesFilter(byFacet, byAttribute);
    }

    private static List<String> checked(String name, List<String> values) throws BadQueryException {
        if (values.size() > MOST_VALUES) {
            throw new BadQueryException(
                    "The filter " + name + " has " + values.size() + " values.", "Give at most " + MOST_VALUES + ".");
        }
        return List.copyOf(values);
    }

    /// The values that a facet is filtered by; empty if it isn't.
    public List<String> of(Facet facet) {
        return byFacet.getOrDefault(facet, List.of());
    }

    public boolean isNone() {
        return byFacet.isEmpty() && byAttribute.isEmpty();
    }

    public boolean matches(Series series) {
        for (Map.Entry<Facet, List<String>> wanted : byFacet.entrySet()) {
            if (!matchesAny(wanted.getKey(), series, wanted.getValue())) {
                return false;
            }
        }
        for (Map.Entry<String, List<String>> wanted : byAttribute.entrySet()) {
            if (!wanted.getValue().contains(series.labels().getOrDefault(wanted.getKey(), ""))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesAny(Facet facet, Series series, List<String> values) {
        for (String value : values) {
            if (facet.matches(series.labels(), value) || (facet == Facet.RUNTIME && value.equals(series.runtime()))) {
                return true;
            }
        }
        return false;
    }

    /// The series that a query is about: all if none is left out, because then rollups can answer.
    public SeriesChoice choose(List<Series> all) {
        if (isNone()) {
            return SeriesChoice.all();
        }
        List<Long> ids = new ArrayList<>();
        for (Series series : all) {
            if (matches(series)) {
                ids.add(series.id());
            }
        }
        return ids.size() == all.size() && !ids.isEmpty() ? SeriesChoice.all() : new SeriesChoice.Only(ids);
    }
}
