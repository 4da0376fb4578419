package dev.podflame.collector.api;

import static java.util.Objects.requireNonNull;

import dev.podflame.collector.access.Caller;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.Facet;
import dev.podflame.collector.query.SeriesFilter;
import dev.podflame.collector.query.TimeRange;
import dev.podflame.collector.store.Retention;
import dev.podflame.profile.ProfileType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The parameters that all queries of the API share.
///
/// @param namespace empty if not given
/// @param service empty if not given
/// @param parameters all parameters as they came, for those that only some queries know
/// @param caller who asks
/// @param now when the request came
record ApiRequest(
        TimeRange range,
        String namespace,
        String service,
        ProfileType type,
        SeriesFilter filter,
        Map<String, List<String>> parameters,
        Caller caller,
        Instant now) {
    private static final int LONGEST_TEXT = 1000;
    /// Batches that were delayed on their way still arrive for so long after their time.
    private static final long SETTLED_SECONDS = 300;

    ApiRequest {
        requireNonNull(range, "range is null");
        requireNonNull(type, "type is null");
        parameters = Map.copyOf(parameters);
    }

    static ApiRequest parse(Map<String, List<String>> parameters, Caller caller, Retention retention, Instant now)
            throws BadQueryException {
        TimeRange range =
                TimeRange.parse(text(parameters, "from", "now-1h"), text(parameters, "to", "now"), now, retention);
        return new ApiRequest(
                range,
                text(parameters, "namespace", ""),
                text(parameters, "service", ""),
                type(text(parameters, "type", ProfileType.CPU.label())),
                SeriesFilter.parse(parameters),
                parameters,
                caller,
                now);
    }

    /// The same for another time.
    ApiRequest during(TimeRange other) {
        return new ApiRequest(other, namespace, service, type, filter, parameters, caller, now);
    }

    /// What the answer is about, for its file name: the service, the pod where none is named, or else the
    /// namespace.
    String subject() {
        List<String> pods = filter.of(Facet.POD);
        return !service.isEmpty() ? service : pods.isEmpty() ? namespace : String.join(",", pods);
    }

    /// The same for a title, with the namespace that it is in.
    String title() {
        boolean wholeNamespace = service.isEmpty() && filter.of(Facet.POD).isEmpty();
        return namespace.isEmpty() || wholeNamespace ? subject() : namespace + "/" + subject();
    }

    /// The parameter's text, or the default if it isn't given or empty.
    String text(String name, String otherwise) throws BadQueryException {
        return text(parameters, name, otherwise);
    }

    /// The parameter as a whole number between two bounds.
    int number(String name, int otherwise, int least, int most) throws BadQueryException {
        String text = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of bounds.
        }
        throw new BadQueryException(
                name + " isn't a number that can be used: " + text + ".",
                "Give a whole number from " + least + " to " + most + ".");
    }

    /// The parameter as the constant of that name, whatever its case.
    <T extends Enum<T>> T choice(String name, T otherwise) throws BadQueryException {
        String text = text(name, otherwise.name());
        T[] constants = otherwise.getDeclaringClass().getEnumConstants();
        for (T constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new BadQueryException(
                name + " can't be " + text + ".", "It is one of " + String.join(", ", names(constants)) + ".");
    }

    /// Whether the answer can still change: the range ends too recently for late batches to have arrived.
    boolean isSettled() {
        return range.to() + SETTLED_SECONDS < now.getEpochSecond();
    }

    /// Whether the range is told by the clock, so that the same request means another range later.
    boolean followsClock() throws BadQueryException {
        return text("from", "now").startsWith("now") || text("to", "now").startsWith("now");
    }

    private static ProfileType type(String label) throws BadQueryException {
        return ProfileType.ofLabel(label)
                .orElseThrow(() -> new BadQueryException(
                        "There is no profile type " + label + ".",
                        "It is one of "
                                + Arrays.stream(ProfileType.values())
                                        .map(ProfileType::label)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String text(Map<String, List<String>> parameters, String name, String otherwise)
            throws BadQueryException {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadQueryException(name + " is given " + values.size() + " times.", "Give it once.");
        }
        String text = values.isEmpty() ? "" : values.getFirst();
        if (text.length() > LONGEST_TEXT) {
            throw new BadQueryException(
                    name + " is " + text.length() + " characters long.", "Give at most " + LONGEST_TEXT + ".");
        }
        return text.isEmpty() ? otherwise : text;
    }

    private static String[] names(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(java.util.Locale.ROOT))
                .toArray(String[]::new);
    }
}
