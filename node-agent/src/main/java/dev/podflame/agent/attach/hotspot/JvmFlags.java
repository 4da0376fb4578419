package dev.podflame.agent.attach.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The flags that a JVM was started with, in the order in which it takes them: the last one counts.
record JvmFlags(List<String> arguments) {

    /// Options of the launcher whose value is the next argument.
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--limit-modules",
            "--patch-module",
            "--enable-native-access",
            "--source");

    JvmFlags {
        arguments = List.copyOf(arguments);
    }

    /// @param commandLine of the process, its program first; what comes after the main class isn't
    ///     the JVM's
    /// @param environment its variables, `NAME=value`
    /// @param ownWords what the JVM says itself, separated by spaces; empty if it doesn't
    static JvmFlags of(List<String> commandLine, List<String> environment, String ownWords) {
        List<String> arguments = new ArrayList<>();
        addVariable(arguments, environment, "JAVA_TOOL_OPTIONS=");
        addVariable(arguments, environment, "JDK_JAVA_OPTIONS=");
        addCommandLine(arguments, commandLine);
        addWords(arguments, ownWords);
        addVariable(arguments, environment, "_JAVA_OPTIONS=");
        return new JvmFlags(arguments);
    }

    /// The value of a switch, `-XX:+NAME` or `-XX:-NAME`.
    boolean isOn(String name, boolean otherwise) {
        boolean on = otherwise;
        for (String argument : arguments) {
            if (argument.equals("-XX:+" + name)) {
                on = true;
            } else if (argument.equals("-XX:-" + name)) {
                on = false;
            }
        }
        return on;
    }

    /// The value of `-XX:NAME=value`.
    Optional<String> value(String name) {
        String start = "-XX:" + name + "=";
        return arguments.stream()
                .filter(argument -> argument.startsWith(start))
                .reduce((first, second) -> second)
                .map(argument -> argument.substring(start.length()));
    }

    private static void addCommandLine(List<String> arguments, List<String> commandLine) {
        for (int i = 1; i < commandLine.size(); i++) {
            String argument = commandLine.get(i);
            if (argument.equals("-jar") || argument.equals("-m") || argument.equals("--module")) {
                return;
            }
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (argument.startsWith("-")) {
                arguments.add(argument);
            } else if (!argument.startsWith("@")) {
                return;
            }
        }
    }

    private static void addVariable(List<String> arguments, List<String> environment, String name) {
        environment.stream()
                .filter(variable -> variable.startsWith(name))
                .findFirst()
                .ifPresent(variable -> addWords(arguments, variable.substring(name.length())));
    }

    private static void addWords(List<String> arguments, String words) {
        for (String word : words.strip().split("\\s+", -1)) {
            // Quotes only matter around spaces, which no flag that is asked for has.
            arguments.add(word.replace("\"", "").replace("'", ""));
        }
    }
}
