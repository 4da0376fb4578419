package dev.podflame.agent.process;

import dev.podflame.agent.target.Candidate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names the program that a process runs, where its executable only says in which language: the script, the module,
/// the jar, the main class.
final class ProgramName {

    private static final Set<String> NODE_OPTIONS = Set.of(
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "-C",
            "--conditions",
            "--env-file",
            "--title",
            "--openssl-config",
            "--icu-data-dir",
            "--input-type",
            "--max-http-header-size");
    private static final Set<String> RUBY_OPTIONS = Set.of("-I", "-r", "-C", "-E", "-K");
    private static final Set<String> PERL_OPTIONS = Set.of("-I");
    private static final Set<String> PHP_OPTIONS = Set.of("-c", "-d", "-z", "-S", "-t");

    /// What gunicorn, puma and others put in place of their command line: `gunicorn: worker [shop]`.
    private static final Pattern TITLE = Pattern.compile("^\\w[\\w.-]*[: ].*\\[([^\\[\\]]+)]\\s*$");

    private static final Pattern VERSION = Pattern.compile("[-0-9.]*$");

    private ProgramName() {}

    /// The program's name; empty if the executable itself is the program.
    static String of(Candidate candidate) {
        List<String> arguments = candidate.arguments();
        String interpreter = VERSION.matcher(candidate.executableName()).replaceFirst("");
        if (arguments.isEmpty()) {
            return "";
        }
        CommandWords words = new CommandWords(arguments, 1);
        return switch (interpreter) {
            case "python", "pypy" -> titled(arguments, PythonCommand.program(words));
            case "java" -> JavaCommand.program(words);
            case "node", "nodejs" -> node(words);
            case "ruby" -> titled(arguments, script(words, RUBY_OPTIONS, "-e", ".rb", ".ru"));
            case "perl" -> script(words, PERL_OPTIONS, "-e", ".pl");
            case "php" -> script(words, PHP_OPTIONS, "-r", ".php");
            case "dotnet" -> dotnet(words);
            case "sh", "bash", "dash", "ash", "zsh" -> script(words, Set.of("-o", "-O"), "-c", ".sh", ".bash");
            default -> "";
        };
    }

    /// A server that overwrote its command line has left one word, or what looks like one.
    private static String titled(List<String> arguments, String program) {
        Matcher title = TITLE.matcher(arguments.getFirst());
        return program.isEmpty() && title.matches() ? PythonCommand.application(title.group(1)) : program;
    }

    private static String node(CommandWords words) {
        String path = operand(words, NODE_OPTIONS, Set.of("-e", "--eval", "-p", "--print", "-pe"));
        String name = CommandWords.baseName(path, ".js", ".mjs", ".cjs", ".ts", ".mts");
        String folder = CommandWords.folderName(path);
        return name.equals("index") && !folder.isEmpty() ? folder : name;
    }

    private static String dotnet(CommandWords words) {
        String operand = words.takeOperand(Set.of("--additionalprobingpath", "--depsfile", "--runtimeconfig"));
        return operand.endsWith(".dll") ? CommandWords.baseName(operand, ".dll") : "";
    }

    private static String script(CommandWords words, Set<String> withValue, String inline, String... endings) {
        return CommandWords.baseName(operand(words, withValue, Set.of(inline)), endings);
    }

    /// The first word that is no option; empty if the code itself is on the command line.
    private static String operand(CommandWords words, Set<String> withValue, Set<String> inline) {
        while (!words.isEmpty()) {
            String word = words.take();
            if (word.equals("-") || inline.contains(word)) {
                return "";
            }
            if (!word.startsWith("-")) {
                return word;
            }
            if (withValue.contains(word)) {
                words.take();
            }
        }
        return "";
    }
}
