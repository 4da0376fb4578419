package dev.podflame.kubectl.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.completion.Candidates.Candidate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class CompleterTest {
    private final Completer completer = new Completer(spec(), new Names(flags -> {
        throw new AssertionError("no name of the cluster is asked for");
    }));

    private static CommandSpec spec() {
        CommandSpec draw = CommandSpec.create()
                .addOption(OptionSpec.builder("-t", "--type")
                        .type(String.class)
                        .completionCandidates(List.of("cpu", "wall"))
                        .description("kind: ${COMPLETION-CANDIDATES} (default: cpu)")
                        .build())
                .addOption(OptionSpec.builder("-o", "--output")
                        .type(Path.class)
                        .paramLabel("FILE")
                        .build())
                .addOption(OptionSpec.builder("--quiet").type(boolean.class).build())
                .addOption(OptionSpec.builder("--inner").hidden(true).build())
                .addPositional(PositionalParamSpec.builder()
                        .type(String.class)
                        .paramLabel("THING")
                        .completionCandidates(List.of("round", "square"))
                        .build());
        draw.usageMessage().description("Draw it.");
        CommandSpec root = CommandSpec.create();
        root.addSubcommand("draw", new CommandLine(draw));
        return root;
    }

    @Test
    void commandsComeFirstWithWhatTheyDo() {
        assertEquals(List.of(new Candidate("draw", "Draw it.")), complete("d").list());
        assertTrue(complete("x").list().isEmpty());
        assertEquals(List.of("draw\tDraw it.", ":4"), complete("").lines());
    }

    @Test
    void optionsAreThoseOfTheCommandWithoutHiddenOnes() {
        assertEquals(List.of("--type", "--output", "--quiet"), texts("draw", "--"));
        assertEquals("kind", complete("draw", "--ty").list().getFirst().description());
    }

    @Test
    void anOptionsValueFollowsItOrItsEqualsSign() {
        assertEquals(List.of("wall"), texts("draw", "-t", "w"));
        assertEquals(List.of("cpu", "wall"), texts("draw", "--type="));
        assertEquals(List.of(), texts("draw", "--nothing=w"));
    }

    @Test
    void filesAreLeftToTheShell() {
        assertEquals(List.of(":0"), complete("draw", "-o", "gr").lines());
    }

    @Test
    void afterASwitchOrAValueComesAParameter() {
        assertEquals(List.of("square"), texts("draw", "--quiet", "s"));
        assertEquals(List.of("round", "square"), texts("draw", "--type", "cpu", ""));
    }

    @Test
    void aValueThatIsACommandsNameIsNoCommand() {
        assertEquals(List.of("round"), texts("draw", "-t", "draw", "r"));
    }

    private Candidates complete(String... words) {
        return completer.complete(List.of(words));
    }

    private List<String> texts(String... words) {
        return complete(words).list().stream().map(Candidate::text).toList();
    }
}
