package dev.podflame.collector.flamegraph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What functions weigh on both sides of a pair, those first whose share of the whole has changed most.
public final class DiffTable {
    private DiffTable() {}

    /// A function and its weights, alone and with its callees.
    public record Row(Function function, long selfBefore, long totalBefore, long selfAfter, long totalAfter) {}

    /// The rows of a pair that wasn't pruned, without its root.
    ///
    /// @param limit how many at most
    public static List<Row> of(FlameGraphPair pair, int limit) {
        FunctionTable before = FunctionTable.of(pair.before());
        FunctionTable after = FunctionTable.of(pair.after());
        List<Function> functions = pair.before().functions();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < functions.size(); i++) {
            if (i != pair.before().function(0)) {
                rows.add(new Row(functions.get(i), before.self(i), before.total(i), after.self(i), after.total(i)));
            }
        }
        double wholeBefore = Math.max(1, pair.before().total());
        double wholeAfter = Math.max(1, pair.after().total());
        Comparator<Row> mostChanged = Comparator.<Row>comparingDouble(
                        row -> Math.abs(row.selfAfter() / wholeAfter - row.selfBefore() / wholeBefore))
                .thenComparingDouble(row -> Math.abs(row.totalAfter() / wholeAfter - row.totalBefore() / wholeBefore))
                .reversed()
                .thenComparing(Row::function, Function.BY_NAME);
        rows.sort(mostChanged);
        return List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
    }
}
