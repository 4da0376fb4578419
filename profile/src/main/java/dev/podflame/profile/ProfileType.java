package dev.podflame.profile;

import java.util.Locale;
import java.util.Optional;

/// What a profile measures, and in which unit its values are. Values are never bare sample counts, so a changed
/// sampling rate doesn't change a graph.
public enum ProfileType {
    CPU("cpu", Unit.NANOSECONDS),
    WALL("wall", Unit.NANOSECONDS),
    OFF_CPU("off_cpu", Unit.NANOSECONDS),
    ALLOC("alloc", Unit.BYTES),
    /// Number of objects allocated.
    ALLOC_OBJECTS("alloc_objects", Unit.COUNT),
    /// Time that threads waited for locks.
    LOCK("lock", Unit.NANOSECONDS),
    /// Number of times that a thread had to wait for a lock.
    LOCK_CONTENTIONS("lock_contentions", Unit.COUNT),
    /// Size of objects that are still reachable. A level, not a flow: see [#isLevel()].
    LIVE("live", Unit.BYTES),
    /// Number of objects that are still reachable. A level, too.
    LIVE_OBJECTS("live_objects", Unit.COUNT),
    NATIVE_MEMORY("native_memory", Unit.BYTES);

    /// Unit of a profile's values.
    public enum Unit {
        NANOSECONDS,
        BYTES,
        COUNT;

        /// The name on the wire and in the API.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String label;
    private final Unit unit;

    ProfileType(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    /// The name on the wire, in the store and in the API.
    public String label() {
        return label;
    }

    public Unit unit() {
        return unit;
    }

    /// Whether a value says how much there was at a moment, so that values of several moments are averaged, not added.
    public boolean isLevel() {
        return this == LIVE || this == LIVE_OBJECTS;
    }

    /// Whether the times of samples are kept to [TimeSlots#MILLIS]. Those of a level all lie at its snapshot, and looks
    /// at a sleeping thread come a second at a time (`wall`): a picture of either would show how it was measured.
    public boolean hasSampleTimes() {
        return !isLevel() && this != WALL;
    }

    /// The type of that name, if there is one.
    public static Optional<ProfileType> ofLabel(String label) {
        for (ProfileType type : values()) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
