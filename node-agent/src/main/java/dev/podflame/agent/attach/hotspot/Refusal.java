package dev.podflame.agent.attach.hotspot;

import java.time.Duration;
import java.util.Locale;

/// Why a JVM isn't attached to.
public enum Refusal {
    /// OpenJ9, Zing, a native image, or no JVM at all.
    NOT_HOTSPOT(Life.PROCESS),
    /// A HotSpot that async-profiler isn't known to be safe with.
    UNSUPPORTED_VERSION(Life.PROCESS),
    TOO_YOUNG(Life.MOMENT),
    /// It would be ended by the signal that asks it to listen.
    SIGQUIT_IGNORED(Life.PROCESS),
    /// Its own flags say so.
    ATTACH_DISABLED(Life.PROCESS),
    OTHER_PROFILER_PRESENT(Life.PROCESS),
    READ_ONLY_TMP(Life.SURROUNDINGS),
    NO_EXEC_TMP(Life.SURROUNDINGS),
    NO_SPACE(Life.SURROUNDINGS),
    /// Its memory limit is too close.
    NO_HEADROOM(Life.SURROUNDINGS),
    FEW_DESCRIPTORS(Life.SURROUNDINGS),
    /// The agent may not act as the user that the JVM belongs to.
    USER_MISMATCH(Life.PROCESS),
    /// Something is where the agent's files should be, and isn't the agent's.
    UNEXPECTED_FILE(Life.SURROUNDINGS),
    ATTACH_TIMED_OUT(Life.MOMENT),
    ATTACH_FAILED(Life.MOMENT),
    PROCESS_ENDED(Life.MOMENT),
    BREAKER_OPEN(Life.SURROUNDINGS),
    BACKING_OFF(Life.MOMENT);

    private final Life life;

    Refusal(Life life) {
        this.life = life;
    }

    /// The reason as reports have it, such as `ReadOnlyTmp`.
    public String word() {
        if (this == NOT_HOTSPOT) {
            // As the product spells itself.
            return "NotHotSpot";
        }
        StringBuilder word = new StringBuilder();
        for (String part : name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }

    /// How long it is pointless to ask again, where nothing more exact is known.
    Duration lasts() {
        return life.asLongAs;
    }

    /// What would have to change.
    private enum Life {
        MOMENT(Duration.ofMinutes(1)),
        SURROUNDINGS(Duration.ofMinutes(5)),
        PROCESS(Duration.ofHours(1));

        private final Duration asLongAs;

        Life(Duration asLongAs) {
            this.asLongAs = asLongAs;
        }
    }
}
