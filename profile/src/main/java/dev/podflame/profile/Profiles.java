package dev.podflame.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The profiles of several series that share one dictionary of locations and stacks: what one batch carries.
///
/// `stacks` holds one `int[]` per stack: indexes into `locations`, root first. The arrays are not copied; whoever
/// builds a `Profiles` gives them away.
public record Profiles(List<Location> locations, List<int[]> stacks, List<ResourceProfile> profiles) {

    public Profiles {
        locations = List.copyOf(locations);
        stacks = List.copyOf(stacks);
        profiles = List.copyOf(profiles);
        for (int[] stack : stacks) {
            for (int location : stack) {
                checkIndex(location, locations.size(), "location");
            }
        }
        for (ResourceProfile profile : profiles) {
            Samples samples = profile.samples();
            for (int i = 0; i < samples.size(); i++) {
                checkIndex(samples.stack(i), stacks.size(), "stack");
            }
        }
    }

    /// The locations of a stack, root first.
    public List<Location> stack(int index) {
        int[] stack = stacks.get(index);
        List<Location> result = new ArrayList<>(stack.length);
        for (int location : stack) {
            result.add(locations.get(location));
        }
        return result;
    }

    /// Number of samples in all profiles.
    public int sampleCount() {
        int count = 0;
        for (ResourceProfile profile : profiles) {
            count += profile.samples().size();
        }
        return count;
    }

    private static void checkIndex(int index, int size, String what) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(what + " " + index + " of " + size);
        }
    }

    /// Interns locations and stacks while a batch is built. Not thread-safe.
    public static final class Dictionary {
        private final Map<Location, Integer> locationIndexes = new HashMap<>();
        private final List<Location> locations = new ArrayList<>();
        private final Map<StackKey, Integer> stackIndexes = new HashMap<>();
        private final List<int[]> stacks = new ArrayList<>();

        /// Index of the location, the same for equal ones.
        public int location(Location location) {
            Integer known = locationIndexes.putIfAbsent(location, locations.size());
            if (known != null) {
                return known;
            }
            locations.add(location);
            return locations.size() - 1;
        }

        /// Index of a stack given by its location indexes, root first; the same for equal ones.
        public int stack(int... rootFirst) {
            Integer known = stackIndexes.putIfAbsent(new StackKey(rootFirst), stacks.size());
            if (known != null) {
                return known;
            }
            stacks.add(rootFirst);
            return stacks.size() - 1;
        }

        /// Index of a stack given by its locations, root first.
        public int stack(List<? extends Location> rootFirst) {
            int[] indexes = new int[rootFirst.size()];
            for (int i = 0; i < indexes.length; i++) {
                indexes[i] = location(rootFirst.get(i));
            }
            return stack(indexes);
        }

        public int stackCount() {
            return stacks.size();
        }

        public Profiles profiles(List<ResourceProfile> profiles) {
            return new Profiles(locations, stacks, profiles);
        }

        @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
        private record StackKey(int[] locations) {
            @Override
            public boolean equals(Object other) {
                return other instanceof StackKey that && Arrays.equals(locations, that.locations);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(locations);
            }
        }
    }
}
