package dev.podflame.collector.query;

import static java.util.Objects.requireNonNull;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.util.Arrays;
import java.util.List;

/// What functions that a search found do in one service. Values are in the unit of the profile type,
/// sums over the range.
///
/// @param self of samples that were in one of the functions itself
/// @param total of samples that had one of them on their stack, each counted once
/// @param whole of all samples of the service
/// @param functionCount number of functions found in it
/// @param functions the heaviest of them by total
/// @param steps `total` per step, 0 where no sample had one
public record FunctionMatch(
        String namespace,
        String service,
        long self,
        long total,
        long whole,
        int functionCount,
        List<Weighed> functions,
        List<Long> steps) {

    public FunctionMatch {
        functions = List.copyOf(functions);
        steps = List.copyOf(steps);
    }

    /// A function, whatever its lines are.
    public record Named(String name, String file, String module, FrameKind kind) {
        static Named of(Frame frame) {
            return new Named(frame.name(), frame.file(), frame.module(), frame.kind());
        }
    }

    /// A function and its weight alone and with its callees; where it calls itself it counts once.
    public record Weighed(Named function, long self, long total) {
        public Weighed {
            requireNonNull(function, "function is null");
        }
    }

    static List<Long> boxed(long[] steps) {
        return Arrays.stream(steps).boxed().toList();
    }
}
