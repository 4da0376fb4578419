package dev.podflame.collector.query;

/// The rows of `samples` taken apart by the slots of 20 ms that they lie in, in SQL. See 0003_sample_times.sql for what
/// the columns `slots` and `weights` hold.
final class SlotRows {
    /// Stands for the slot of what has no time of its own.
    static final int UNKNOWN = 500;

    private static final String WEIGHTS = "if(empty(slots), [value], if(notEmpty(weights), weights,"
            + " arrayWithConstant(length(slots), intDiv(value, greatest(1, length(slots))))))";
    private static final String SLOTS = "if(empty(slots), [toUInt16(" + UNKNOWN + ")], slots)";

    private SlotRows() {}

    /// Statement of `ts`, `stack_id`, `slot` (0 to 499, or [#UNKNOWN]) and `weight`. It takes the parameters `type`,
    /// `from` and `to` (seconds, whole buckets).
    static String of(Subject subject) {
        return "SELECT ts, stack_id, slot, weight FROM samples ARRAY JOIN " + SLOTS + " AS slot, " + WEIGHTS
                + " AS weight WHERE type = {type:String} AND ts >= toDateTime({from:UInt32}, 'UTC')"
                + " AND ts < toDateTime({to:UInt32}, 'UTC') AND " + subject.condition();
    }
}
