package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints the script that makes a shell complete the plugin's words.
@Command(
        name = "completion",
        description = "Print the completion script of a shell, or the one that kubectl's own completion looks for.",
        footer = {
            "",
            "  source <(kubectl podflame completion bash)      completes kubectl-podflame",
            "  kubectl podflame completion kubectl > ~/.local/bin/kubectl_complete-podflame",
            "  chmod +x ~/.local/bin/kubectl_complete-podflame completes kubectl podflame,",
            "                                                  in every shell with kubectl's completion"
        })
public final class CompletionCommand implements Callable<Integer> {
    /// Who asks for the words.
    enum Shell {
        bash,
        zsh,
        fish,
        kubectl
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    public CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String name = "/dev/podflame/kubectl/completion/" + shell;
        try (InputStream script = CompletionCommand.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " isn't in the jar");
            }
            byte[] text = script.readAllBytes();
            surroundings.terminal().out().write(text, 0, text.length);
            surroundings.terminal().out().flush();
            return ExitCode.OK.number();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
