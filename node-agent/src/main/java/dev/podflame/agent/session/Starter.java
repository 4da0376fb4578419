package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachedJvm;
import dev.podflame.agent.sample.jfr.Rates;

/// Starts a recording with all that a JVM can have of what is asked for: JDK 8 without debug symbols, for
/// example, can't be asked for allocations.
final class Starter {

    private Starter() {}

    /// @param missing a sentence about what couldn't be started; empty if all was
    record Started(Recording recording, String missing) {}

    static Started start(AttachedJvm jvm, String name, Recording.Wish wish) throws AttachException {
        try {
            return new Started(Recording.start(jvm, name, wish), "");
        } catch (AttachException e) {
            for (AskedRates.Part part : AskedRates.Part.values()) {
                Rates less = AskedRates.without(wish.rates(), part);
                if (part.isIn(wish.rates()) && !less.isEmpty() && jvm.isAlive()) {
                    try {
                        Recording.Wish lesser = new Recording.Wish(less, wish.budget(), wish.lines());
                        return new Started(
                                Recording.start(jvm, name, lesser),
                                "no " + part.types() + " in this JVM: " + e.getMessage());
                    } catch (AttachException again) {
                        e.addSuppressed(again);
                    }
                }
            }
            throw e;
        }
    }
}
