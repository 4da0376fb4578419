package dev.podflame.agent.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the entries of a `match` or `exclude` list.
final class RuleReader {

    private RuleReader() {}

    static List<MatchRule> read(List<YamlMapping> entries) {
        List<MatchRule> rules = new ArrayList<>();
        for (YamlMapping entry : entries) {
            rule(entry).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<MatchRule> rule(YamlMapping entry) {
        Optional<Glob> executable = entry.text("executable", Glob::new);
        Optional<CommandLinePattern> commandLine = entry.text("commandLine", RuleReader::pattern);
        Optional<String> user = entry.text("user");
        Optional<Glob> container = entry.text("container", Glob::new);
        Optional<Glob> image = entry.text("image", Glob::new);
        Optional<Glob> systemdUnit = entry.text("systemdUnit", Glob::new);
        List<LabelRule> labels = new ArrayList<>();
        for (String label : entry.texts("label")) {
            int equals = label.indexOf('=');
            if (equals <= 0 || equals == label.length() - 1) {
                entry.note("label", "is \"" + label + "\"; write it as name=value, the value may hold *");
            } else {
                labels.add(new LabelRule(label.substring(0, equals), new Glob(label.substring(equals + 1))));
            }
        }
        boolean written = executable.isPresent()
                || commandLine.isPresent()
                || user.isPresent()
                || container.isPresent()
                || image.isPresent()
                || systemdUnit.isPresent()
                || !labels.isEmpty();
        entry.rejectOthers();
        if (!written) {
            entry.noteIfEmpty("states nothing; name at least one of executable, commandLine, user, container, image,"
                    + " systemdUnit, label");
            return Optional.empty();
        }
        return Optional.of(new MatchRule(executable, commandLine, user, container, image, systemdUnit, labels));
    }

    private static CommandLinePattern pattern(String text) {
        try {
            return new CommandLinePattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "isn't a regular expression (" + e.getDescription() + " at character " + (e.getIndex() + 1) + ")");
        }
    }
}
