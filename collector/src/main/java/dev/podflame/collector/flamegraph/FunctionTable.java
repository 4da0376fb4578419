package dev.podflame.collector.flamegraph;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Self and total weight per function. A function that calls itself counts once in its total, however deep
/// it goes: its weight lies in the outermost call already.
public final class FunctionTable {
    private final List<Function> functions;
    private final int root;
    private final long[] self;
    private final long[] total;

    private FunctionTable(List<Function> functions, int root, long[] self, long[] total) {
        this.functions = functions;
        this.root = root;
        this.self = self;
        this.total = total;
    }

    /// By what rows are ordered, heaviest first.
    public enum Sort {
        SELF,
        TOTAL
    }

    /// A function and its weights.
    public record Row(Function function, long self, long total) {
        public Row {
            requireNonNull(function, "function is null");
        }
    }

    /// Rows that a search found.
    ///
    /// @param count number of functions found, of which `rows` are the heaviest
    public record Found(int count, List<Row> rows) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /// The table of a tree, without its root.
    public static FunctionTable of(FlameGraph graph) {
        long[] self = new long[graph.functions().size()];
        long[] total = new long[self.length];
        int[] onPath = new int[self.length];
        int[] path = new int[graph.levels()];
        int open = 0;
        for (int node = 0; node < graph.size(); node++) {
            while (open > graph.depth(node)) {
                onPath[path[--open]]--;
            }
            int function = graph.function(node);
            path[open++] = function;
            if (onPath[function]++ == 0) {
                total[function] += graph.value(node);
            }
            self[function] += graph.self(node);
        }
        return new FunctionTable(graph.functions(), graph.function(0), self, total);
    }

    /// What a function weighs alone.
    ///
    /// @param function index into the graph's functions
    long self(int function) {
        return self[function];
    }

    /// What it weighs with its callees.
    long total(int function) {
        return total[function];
    }

    /// The heaviest functions whose name, file or module contains the text, whatever its case.
    public Found find(String text, Sort sort, int limit) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Row> found = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            Function function = functions.get(i);
            if (i != root && total[i] > 0 && contains(function, wanted)) {
                found.add(new Row(function, self[i], total[i]));
            }
        }
        Comparator<Row> heaviest = switch (sort) {
            case SELF -> Comparator.comparingLong(Row::self).thenComparingLong(Row::total);
            case TOTAL -> Comparator.comparingLong(Row::total).thenComparingLong(Row::self);
        };
        found.sort(heaviest.reversed().thenComparing(Row::function, Function.BY_NAME));
        return new Found(found.size(), found.subList(0, Math.min(limit, found.size())));
    }

    private static boolean contains(Function function, String wanted) {
        return wanted.isEmpty()
                || function.name().toLowerCase(Locale.ROOT).contains(wanted)
                || function.file().toLowerCase(Locale.ROOT).contains(wanted)
                || function.module().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
