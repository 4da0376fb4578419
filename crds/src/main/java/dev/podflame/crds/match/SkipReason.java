package dev.podflame.crds.match;

/// Why a container that a target names isn't profiled, as far as targets and pods alone can tell.
public enum SkipReason {
    OPTED_OUT("OptedOut", "its pod has the annotation podflame.dev/profile: \"false\""),
    SUSPENDED("Suspended", "the target says suspend: true"),
    OUTSIDE_SCHEDULE("OutsideSchedule", "the target's schedule isn't in force now"),
    NOT_SAMPLED("NotSampled", "the target's sampling leaves this pod out");

    private final String label;
    private final String message;

    SkipReason(String label, String message) {
        this.label = label;
        this.message = message;
    }

    /// The name in a target's status.
    public String label() {
        return label;
    }

    /// A sentence without a full stop.
    public String message() {
        return message;
    }
}
