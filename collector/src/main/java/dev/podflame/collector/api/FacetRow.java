package dev.podflame.collector.api;

import dev.podflame.collector.query.Facet;
import dev.podflame.collector.query.Series;
import dev.podflame.collector.query.SeriesFilter;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What series can be filtered by, and the values that there are, heaviest first.
///
/// @param name the name of the filter's parameter: of a [Facet], or `label.` and an attribute
@Serdeable
record FacetRow(String name, List<FacetValue> values) {
    private static final String LABEL = "label.";
    /// Labels of pods, which only some targets keep, are the attributes that people have named
    /// themselves.
    private static final String POD_LABEL = "k8s.pod.label.";

    FacetRow {
        values = List.copyOf(values);
    }

    /// A value, how many series have it and what CPU they use, null if that isn't known.
    @Serdeable
    record FacetValue(String value, int series, @Nullable Double cpuCores) {}

    /// The facets of series. A facet's numbers are those of the series that the filters by all other
    /// names leave: what choosing the value would show. Values that nothing is left of stay in the
    /// list.
    ///
    /// @param cores CPU per series, where it is known
    static List<FacetRow> of(List<Series> all, Map<Long, Double> cores, SeriesFilter filter) {
        List<FacetRow> rows = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            add(rows, facet.label(), all, cores, filter.without(facet), series -> valueOf(facet, series));
        }
        TreeSet<String> labels = new TreeSet<>();
        for (Series series : all) {
            series.labels().keySet().stream()
                    .filter(name -> name.startsWith(POD_LABEL))
                    .forEach(labels::add);
        }
        for (String label : labels) {
            Function<Series, String> value = series -> series.labels().getOrDefault(label, "");
            add(rows, LABEL + label, all, cores, filter.without(label), value);
        }
        return rows;
    }

    private static String valueOf(Facet facet, Series series) {
        return facet == Facet.RUNTIME ? series.runtime() : facet.value(series.labels());
    }

    private static void add(
            List<FacetRow> rows,
            String name,
            List<Series> all,
            Map<Long, Double> cores,
            SeriesFilter others,
            Function<Series, String> valueOf) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Double> sums = new HashMap<>();
        for (Series series : all) {
            String value = valueOf.apply(series);
            if (value.isEmpty()) {
                continue;
            }
            boolean left = others.matches(series);
            counts.merge(value, left ? 1 : 0, Integer::sum);
            Double used = cores.get(series.id());
            if (left && used != null) {
                sums.merge(value, used, Double::sum);
            }
        }
        if (!counts.isEmpty()) {
            rows.add(new FacetRow(name, values(counts, sums)));
        }
    }

    private static List<FacetValue> values(Map<String, Integer> counts, Map<String, Double> sums) {
        List<FacetValue> values = new ArrayList<>();
        counts.forEach((value, count) -> {
            Double used = sums.get(value);
            values.add(new FacetValue(value, count, used == null ? null : Numbers.orNull(used)));
        });
        values.sort(Comparator.comparingDouble((FacetValue value) -> value.cpuCores == null ? 0 : value.cpuCores)
                .thenComparingInt(FacetValue::series)
                .reversed()
                .thenComparing(FacetValue::value));
        return values;
    }
}
