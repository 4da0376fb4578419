package dev.podflame.agent.sample;

import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongPredicate;

/// Samples of processes that aren't decided about yet, in the order in which they came. Owned by the thread that works
/// on samples.
final class HeldSamples {

    /// Far more than a few seconds of young containers bring.
    private static final int MAX_SAMPLES = 20_000;

    private final Deque<Held> held = new ArrayDeque<>();
    private int samples;

    /// @param profiles one profile, with no more stacks than it needs
    record Held(long pid, Profiles profiles) {

        ResourceProfile profile() {
            return profiles.profiles().getFirst();
        }

        int size() {
            return profile().samples().size();
        }
    }

    /// Takes samples in, unless there are too many already.
    boolean add(long pid, Profiles message, ResourceProfile profile) {
        if (samples + profile.samples().size() > MAX_SAMPLES) {
            return false;
        }
        held.add(new Held(pid, compact(message, profile)));
        samples += profile.samples().size();
        return true;
    }

    /// A message holds the stacks of the whole machine; what is kept holds its own.
    static Profiles compact(Profiles message, ResourceProfile profile) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples.Builder own = new Samples.Builder();
        for (int i = 0; i < profile.samples().size(); i++) {
            int stack = dictionary.stack(message.stack(profile.samples().stack(i)));
            own.add(stack, profile.samples().timeNanos(i), profile.samples().value(i));
        }
        return dictionary.profiles(List.of(new ResourceProfile(
                profile.attributes(), profile.type(), profile.startNanos(), profile.durationNanos(), own.build())));
    }

    /// Gives away the samples of all processes that needn't be waited for any longer.
    List<Held> takeDecided(LongPredicate isUndecided) {
        List<Held> decided = new ArrayList<>();
        for (Iterator<Held> oldestFirst = held.iterator(); oldestFirst.hasNext(); ) {
            Held each = oldestFirst.next();
            if (!isUndecided.test(each.pid())) {
                oldestFirst.remove();
                decided.add(each);
                samples -= each.size();
            }
        }
        return decided;
    }
}
