package dev.podflame.kubectl.completion;

import dev.podflame.kubectl.completion.Candidates.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Finds what can follow, by the commands' own model and, for names, by the cluster.
public final class Completer {
    private final CommandSpec root;
    private final Names names;

    public Completer(CommandSpec root, Names names) {
        this.root = root;
        this.names = names;
    }

    /// What can stand in place of the last word.
    ///
    /// @param words after the program's name; the last one is being typed and may be empty
    public Candidates complete(List<String> words) {
        if (words.isEmpty()) {
            return subcommands().startingWith("");
        }
        CommandSpec command = root;
        OptionSpec open = null;
        for (String word : words.subList(0, words.size() - 1)) {
            open = open == null ? optionWantingValue(command, word) : null;
            CommandLine subcommand = root.subcommands().get(word);
            if (command.parent() == null && subcommand != null) {
                command = subcommand.getCommandSpec();
            }
        }
        return current(command, open, words.getLast(), words);
    }

    private Candidates current(CommandSpec command, @Nullable OptionSpec open, String word, List<String> words) {
        if (open != null) {
            return values(open, words).startingWith(word);
        }
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
            OptionSpec option = command.findOption(word.substring(0, equals));
            return option == null ? Candidates.NONE : values(option, words).startingWith(word.substring(equals + 1));
        }
        if (word.startsWith("-")) {
            return options(command).startingWith(word);
        }
        if (command.parent() == null) {
            return subcommands().startingWith(word);
        }
        List<PositionalParamSpec> parameters = command.positionalParameters();
        return parameters.isEmpty()
                ? Candidates.NONE
                : values(parameters.getFirst(), words).startingWith(word);
    }

    private static @Nullable OptionSpec optionWantingValue(CommandSpec command, String word) {
        OptionSpec option = word.contains("=") ? null : command.findOption(word);
        return option != null && option.arity().min() > 0 ? option : null;
    }

    private Candidates subcommands() {
        List<Candidate> list = new ArrayList<>();
        for (Map.Entry<String, CommandLine> subcommand : root.subcommands().entrySet()) {
            CommandSpec spec = subcommand.getValue().getCommandSpec();
            list.add(
                    new Candidate(subcommand.getKey(), first(spec.usageMessage().description())));
        }
        return new Candidates(list, false);
    }

    private static Candidates options(CommandSpec command) {
        List<Candidate> list = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                list.add(new Candidate(option.longestName(), first(option.description())));
            }
        }
        return new Candidates(list, false);
    }

    private Candidates values(ArgSpec argument, List<String> words) {
        if (argument.completionCandidates() != null) {
            List<String> fixed = new ArrayList<>();
            argument.completionCandidates().forEach(fixed::add);
            return Candidates.of(fixed);
        }
        if (argument.paramLabel().equals("FILE")) {
            return Candidates.FILES;
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return Optional.ofNullable(Names.Kind.OF_ARGUMENTS.get(name))
                .map(kind -> Candidates.of(names.of(kind, words)))
                .orElse(Candidates.NONE);
    }

    /// What it is, without its values and its default.
    private static String first(String[] description) {
        return description.length == 0
                ? ""
                : description[0].replaceFirst("[:;(].*", "").strip();
    }
}
