package dev.podflame.collector.store;

/// For how many days each resolution is kept.
///
/// @param rawDays samples of each series in buckets of 10 s
/// @param minuteDays service sums per minute, series totals and usage
/// @param hourDays service sums per hour, function totals, and the dictionaries that all of them need
public record Retention(int rawDays, int minuteDays, int hourDays) {

    public static final Retention DEFAULT = new Retention(7, 30, 365);

    public Retention {
        if (rawDays < 1 || minuteDays < rawDays || hourDays < minuteDays) {
            throw new IllegalArgumentException("retention grows with coarseness and is at least a day: " + rawDays
                    + ", " + minuteDays + ", " + hourDays + " days");
        }
    }
}
