package dev.podflame.collector.store;

/// For how many days each resolution is kept.
///
/// @param timeDays when in those 10 s a sample was taken. More than the two days that samples may come late.
/// @param rawDays samples of each series in buckets of 10 s
/// @param minuteDays service sums per minute, series totals and usage
/// @param hourDays service sums per hour, function totals, and the dictionaries that all of them need
public record Retention(int timeDays, int rawDays, int minuteDays, int hourDays) {

    public static final Retention DEFAULT = new Retention(3, 7, 30, 365);

    public Retention {
        if (timeDays < 3 || rawDays < timeDays || minuteDays < rawDays || hourDays < minuteDays) {
            throw new IllegalArgumentException("retention grows with coarseness and is at least three days: " + timeDays
                    + ", " + rawDays + ", " + minuteDays + ", " + hourDays + " days");
        }
    }
}
