package dev.podflame.kubectl;

import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.command.CompletionCommand;
import dev.podflame.kubectl.command.OpenCommand;
import dev.podflame.kubectl.command.RecordCommand;
import dev.podflame.kubectl.command.StatusCommand;
import dev.podflame.kubectl.command.Surroundings;
import dev.podflame.kubectl.command.SvgCommand;
import dev.podflame.kubectl.command.TargetsCommand;
import dev.podflame.kubectl.command.TopCommand;
import dev.podflame.kubectl.command.UiCommand;
import dev.podflame.kubectl.command.VersionCommand;
import dev.podflame.kubectl.completion.Completer;
import dev.podflame.kubectl.completion.Names;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Flame graphs of pods, from the command line.
@Command(
        name = "kubectl podflame",
        mixinStandardHelpOptions = true,
        versionProvider = KubectlPodflame.Version.class,
        subcommands = HelpCommand.class,
        description = "Flame graphs of pods, from the command line.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it didn't work; the message says why and what helps",
            "2:wrong arguments",
            "3:there are no samples",
            "4:you may not do or read that",
            "130:stopped by Ctrl-C"
        })
public final class KubectlPodflame implements Callable<Integer> {
    private static final String COMPLETE = "__complete";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        Surroundings surroundings = new Surroundings(Terminal.ofProcess(), System.getenv(), InstantSource.system());
        System.exit(run(surroundings, args));
    }

    /// Runs one command line to its exit code.
    static int run(Surroundings surroundings, String... args) {
        Terminal terminal = surroundings.terminal();
        CommandLine program = program(surroundings, args.length == 0 ? "" : args[0]);
        program.setOut(writer(terminal.out())).setErr(writer(terminal.err()));
        if (args.length > 0 && args[0].equals(COMPLETE)) {
            return complete(program, terminal, Arrays.asList(args).subList(1, args.length));
        }
        return program.execute(args);
    }

    /// The program with the command that is named first, or with all of them for help, completion and wrong names:
    /// reading one command's annotations instead of nine is a good part of the start-up time.
    private static CommandLine program(Surroundings surroundings, String first) {
        Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
        commands.put("svg", () -> new SvgCommand(surroundings));
        commands.put("top", () -> new TopCommand(surroundings));
        commands.put("targets", () -> new TargetsCommand(surroundings));
        commands.put("status", () -> new StatusCommand(surroundings));
        commands.put("record", () -> new RecordCommand(surroundings));
        commands.put("open", () -> new OpenCommand(surroundings));
        commands.put("ui", () -> new UiCommand(surroundings));
        commands.put("completion", () -> new CompletionCommand(surroundings));
        commands.put("version", () -> new VersionCommand(surroundings));
        CommandLine program = new CommandLine(new KubectlPodflame());
        commands.forEach((name, command) -> {
            if (name.equals(first) || !commands.containsKey(first)) {
                program.addSubcommand(name, withHelp(command.get()));
            }
        });
        return program.setParameterExceptionHandler((wrong, args) -> refuse(surroundings.terminal(), wrong));
    }

    private static CommandLine withHelp(Callable<Integer> command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("say how it is used")
                        .build());
        return line;
    }

    private static int refuse(Terminal terminal, ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.show(Failure.usage(String.valueOf(wrong.getMessage()), command + " --help says how it is used."));
        return ExitCode.USAGE.number();
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int complete(CommandLine program, Terminal terminal, List<String> words) {
        Names names = new Names(flags -> new Kubectl(flags, terminal));
        new Completer(program.getCommandSpec(), names).complete(words).lines().forEach(terminal.out()::println);
        terminal.out().flush();
        return 0;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// For `--version`.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kubectl-podflame " + VersionCommand.version()};
        }
    }
}
