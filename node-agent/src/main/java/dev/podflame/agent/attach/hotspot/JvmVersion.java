package dev.podflame.agent.attach.hotspot;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Version of a JVM, as its own text has it.
///
/// @param vm name of the virtual machine, such as `OpenJDK 64-Bit Server VM`; empty if it isn't known
/// @param feature 8, 11, 17, 21, 25
/// @param update the update of 8, the third number of the later ones
record JvmVersion(String vm, int feature, int interim, int update, String text) {

    /// `1.8.0_372-…`
    private static final Pattern OLD = Pattern.compile("1\\.(\\d+)\\.(\\d+)(?:_(\\d+))?.*");
    /// `17.0.15+6-…`, `25`, `26-ea`
    private static final Pattern NEW = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*");

    /// The first build of each release without the bugs that made profilers crash it, where that
    /// isn't the very first.
    private static final Map<Integer, int[]> FIRST_GOOD = Map.of(
            8, new int[] {0, 25},
            11, new int[] {0, 2},
            12, new int[] {0, 1},
            13, new int[] {0, 1},
            15, new int[] {0, 1},
            19, new int[] {0, 1});

    /// The newest that the shipped async-profiler knows the insides of.
    private static final int NEWEST = 27;

    static Optional<JvmVersion> parse(String vm, String text) {
        Matcher old = OLD.matcher(text);
        if (old.matches()) {
            return Optional.of(new JvmVersion(vm, number(old, 1), number(old, 2), number(old, 3), text));
        }
        Matcher matcher = NEW.matcher(text);
        return matcher.matches()
                ? Optional.of(new JvmVersion(vm, number(matcher, 1), number(matcher, 2), number(matcher, 3), text))
                : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    /// Whether async-profiler can be loaded into it without fear.
    boolean isSupported() {
        if (feature < 8 || feature == 9 || feature == 10 || feature > NEWEST) {
            return false;
        }
        int[] least = FIRST_GOOD.getOrDefault(feature, new int[] {0, 0});
        return interim > least[0] || (interim == least[0] && update >= least[1]);
    }

    /// Whether it is a HotSpot with a compiler. One that only interprets has no compiled frames to
    /// walk.
    boolean isHotSpot() {
        boolean known = vm.isEmpty()
                || vm.contains("OpenJDK")
                || vm.contains("HotSpot")
                || vm.contains("GraalVM")
                || vm.contains("Dynamic Code Evolution");
        return known && !vm.contains("Zero") && !vm.contains("OpenJ9");
    }

    /// Whether a JVM whose socket file was deleted makes a new one when it is asked to. Older ones
    /// print all threads' stacks into the application's log instead.
    boolean renewsItsSocket() {
        return feature >= 14;
    }

    @Override
    public String toString() {
        return vm.isEmpty() ? text : vm + " " + text;
    }
}
