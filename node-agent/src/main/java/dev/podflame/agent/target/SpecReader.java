package dev.podflame.agent.target;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;

/// Reads the `spec` of one document.
final class SpecReader {

    private SpecReader() {}

    /// The target, as far as it makes sense; whatever doesn't is noted.
    ///
    /// @param sound whether nothing was noted so far
    static Optional<HostTarget> read(String name, YamlMapping spec, BooleanSupplier sound) {
        int priority = spec.text("priority", text -> wholeNumber(text, -1_000_000, 1_000_000))
                .orElse(0);
        boolean all = spec.flag("all");
        List<YamlMapping> matchEntries = spec.mappings("match");
        List<MatchRule> match = RuleReader.read(matchEntries);
        List<MatchRule> exclude = RuleReader.read(spec.mappings("exclude"));
        ServiceName service = spec.mapping("service").map(SpecReader::service).orElse(ServiceName.DEFAULT);
        Profiling profiling = ProfilingReader.read(spec);
        boolean suspend = spec.flag("suspend");
        spec.rejectOthers();
        if (sound.getAsBoolean()) {
            noteUnclearSelection(spec, all, matchEntries.isEmpty());
        }
        if (all != match.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HostTarget(name, priority, all, match, exclude, service, profiling, suspend));
    }

    private static void noteUnclearSelection(YamlMapping spec, boolean all, boolean noRules) {
        if (all && spec.has("match")) {
            spec.note("match", "stands beside all: true, which takes every process; keep one of both");
        } else if (!all && noRules) {
            String what = spec.has("match") ? "holds no rule" : "is missing";
            spec.note("match", what + ", so nothing is selected; write all: true to take every process");
        }
    }

    private static ServiceName service(YamlMapping service) {
        String template = service.text("name", SpecReader::checkedTemplate).orElse("");
        String namespace = service.text("namespace", SpecReader::notBlank).orElse(ServiceName.DEFAULT_NAMESPACE);
        service.rejectOthers();
        return new ServiceName(template, namespace);
    }

    private static String checkedTemplate(String template) {
        Matcher placeholder = ServiceName.PLACEHOLDER.matcher(notBlank(template));
        while (placeholder.find()) {
            String asked = placeholder.group(1);
            if (!ServiceName.PLACEHOLDERS.contains(asked)) {
                String known = Nearest.to(asked, ServiceName.PLACEHOLDERS)
                        .map(near -> "did you mean ${" + near + "}?")
                        .orElse("known ones are "
                                + String.join(
                                        ", ",
                                        ServiceName.PLACEHOLDERS.stream()
                                                .sorted()
                                                .toList()));
                throw new IllegalArgumentException("there is no placeholder ${" + asked + "}; " + known);
            }
        }
        return template;
    }

    static int wholeNumber(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says it better.
        }
        throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }
}
