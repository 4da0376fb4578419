package dev.podflame.collector.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Conditions on the attributes of series. Values of one name are alternatives, names are joined by
/// "and". A name that begins with `not.` rules its values out: as a part of the name it can't be
/// mistaken for a part of a value.
///
/// @param byFacet values per short name
/// @param byAttribute values per OpenTelemetry attribute
public record SeriesFilter(Map<Facet, Values> byFacet, Map<String, Values> byAttribute) {
    /// What a parameter begins with that rules values out.
    static final String NOT = "not.";

    private static final String LABEL = "label.";
    private static final String THREAD = "thread";
    private static final int MOST_VALUES = 1000;

    public static final SeriesFilter NONE = new SeriesFilter(Map.of(), Map.of());

    public SeriesFilter {
        byFacet = Map.copyOf(byFacet);
        byAttribute = Map.copyOf(byAttribute);
    }

    /// The values of one name.
    ///
    /// @param any one of these is wanted; empty if every value will do
    /// @param none values that are ruled out, whatever is wanted
    public record Values(List<String> any, List<String> none) {
        public Values {
            any = List.copyOf(any);
            none = List.copyOf(none);
        }

        boolean isEmpty() {
            return any.isEmpty() && none.isEmpty();
        }

        private boolean allow(Predicate<String> has) {
            return (any.isEmpty() || any.stream().anyMatch(has))
                    && none.stream().noneMatch(has);
        }
    }

    /// Reads the filters among the parameters of a request; other parameters are left alone.
    ///
    /// @throws BadQueryException if values of an unknown name are ruled out: more would be shown than
    /// meant
    public static SeriesFilter parse(Map<String, List<String>> parameters) throws BadQueryException {
        Map<Facet, Values> byFacet = new TreeMap<>();
        for (Facet facet : Facet.values()) {
            put(byFacet, facet, values(parameters, facet.label()));
        }
        Map<String, Values> byAttribute = new TreeMap<>();
        for (String parameter : parameters.keySet()) {
            String name = parameter.startsWith(NOT) ? parameter.substring(NOT.length()) : parameter;
            if (name.startsWith(LABEL)) {
                put(byAttribute, name.substring(LABEL.length()), values(parameters, name));
            } else if (parameter.startsWith(NOT) && !name.equals(THREAD) && !Facet.isLabel(name)) {
                throw new BadQueryException(
                        "Nothing can be filtered by " + name + ".",
                        "After " + NOT + " comes one of " + Facet.labels() + ", " + THREAD + ", or " + LABEL
                                + " and an attribute.");
            }
        }
        return new SeriesFilter(byFacet, byAttribute);
    }

    private static <T> void put(Map<T, Values> map, T name, Values values) {
        if (!values.isEmpty()) {
            map.put(name, values);
        }
    }

    private static Values values(Map<String, List<String>> parameters, String name) throws BadQueryException {
        return new Values(
                checked(name, parameters.getOrDefault(name, List.of())),
                checked(NOT + name, parameters.getOrDefault(NOT + name, List.of())));
    }

    static List<String> checked(String name, List<String> values) throws BadQueryException {
        if (values.size() > MOST_VALUES) {
            throw new BadQueryException(
                    "The filter " + name + " has " + values.size() + " values.", "Give at most " + MOST_VALUES + ".");
        }
        return values;
    }

    /// The values of a facet of which one is wanted; empty if it isn't filtered by them.
    public List<String> of(Facet facet) {
        Values values = byFacet.get(facet);
        return values == null ? List.of() : values.any();
    }

    /// The same but for what it says of one facet.
    public SeriesFilter without(Facet facet) {
        Map<Facet, Values> others = new TreeMap<>(byFacet);
        others.remove(facet);
        return new SeriesFilter(others, byAttribute);
    }

    /// The same but for what it says of one attribute.
    public SeriesFilter without(String attribute) {
        Map<String, Values> others = new TreeMap<>(byAttribute);
        others.remove(attribute);
        return new SeriesFilter(byFacet, others);
    }

    public boolean isNone() {
        return byFacet.isEmpty() && byAttribute.isEmpty();
    }

    public boolean matches(Series series) {
        for (Map.Entry<Facet, Values> facet : byFacet.entrySet()) {
            if (!facet.getValue().allow(value -> has(series, facet.getKey(), value))) {
                return false;
            }
        }
        for (Map.Entry<String, Values> attribute : byAttribute.entrySet()) {
            String label = series.labels().getOrDefault(attribute.getKey(), "");
            if (!attribute.getValue().allow(label::equals)) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(Series series, Facet facet, String value) {
        return facet.matches(series.labels(), value) || (facet == Facet.RUNTIME && value.equals(series.runtime()));
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
