package dev.podflame.agent.target;

import java.util.List;
import java.util.Optional;

/// One entry of a `match` or `exclude` list: everything that it states must hold.
///
/// @param executable the executable's name, or its whole path if the pattern has a slash
/// @param commandLine looked for anywhere in the command line
/// @param user name or number of the user
/// @param container the container's name
/// @param image the image the container was started from
/// @param systemdUnit the system service, with or without `.service`
/// @param labels container labels
public record MatchRule(
        Optional<Glob> executable,
        Optional<CommandLinePattern> commandLine,
        Optional<String> user,
        Optional<Glob> container,
        Optional<Glob> image,
        Optional<Glob> systemdUnit,
        List<LabelRule> labels) {

    public MatchRule {
        labels = List.copyOf(labels);
        if (executable.isEmpty()
                && commandLine.isEmpty()
                && user.isEmpty()
                && container.isEmpty()
                && image.isEmpty()
                && systemdUnit.isEmpty()
                && labels.isEmpty()) {
            throw new IllegalArgumentException("a rule that states nothing");
        }
    }

    public boolean matches(Candidate candidate) {
        return executable.map(glob -> matchesExecutable(glob, candidate)).orElse(true)
                && user.map(wanted -> isUser(wanted, candidate)).orElse(true)
                && systemdUnit.map(glob -> matchesUnit(glob, candidate)).orElse(true)
                && matchesContainer(candidate)
                && commandLine
                        .map(regex -> regex.matches(candidate.commandLine()))
                        .orElse(true);
    }

    private static boolean matchesExecutable(Glob glob, Candidate candidate) {
        return glob.matches(glob.isPath() ? candidate.executable() : candidate.executableName());
    }

    private static boolean isUser(String wanted, Candidate candidate) {
        return wanted.equals(candidate.user()) || wanted.equals(Long.toString(candidate.uid()));
    }

    private static boolean matchesUnit(Glob glob, Candidate candidate) {
        String unit = candidate.systemdUnit();
        return !unit.isEmpty()
                && (glob.matches(unit)
                        || (unit.endsWith(".service")
                                && glob.matches(unit.substring(0, unit.length() - ".service".length()))));
    }

    private boolean matchesContainer(Candidate candidate) {
        if (container.isEmpty() && image.isEmpty() && labels.isEmpty()) {
            return true;
        }
        if (candidate.container().isEmpty()) {
            return false;
        }
        ContainerIdentity in = candidate.container().get();
        return container.map(glob -> matchesName(glob, in.name())).orElse(true)
                && image.map(glob -> matchesName(glob, in.image())).orElse(true)
                && labels.stream().allMatch(label -> label.matches(in.labels()));
    }

    /// An unknown name matches nothing, not even `*`.
    private static boolean matchesName(Glob glob, String name) {
        return !name.isEmpty() && glob.matches(name);
    }
}
