package dev.podflame.agent.process;

import java.util.Set;
import java.util.regex.Pattern;

/// What a Java command line runs: a jar, a module, a main class or a source file.
final class JavaCommand {

    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--patch-module",
            "--source",
            "--describe-module",
            "-d",
            "--enable-native-access");

    /// The version at the end of a jar's name: a new release is still the same service.
    private static final Pattern VERSION = Pattern.compile(
            "[-_.]v?\\d+(\\.\\d+)*([-_.](SNAPSHOT|RELEASE|FINAL|GA|M\\d+|RC\\d+|all|\\d+))*$",
            Pattern.CASE_INSENSITIVE);

    private JavaCommand() {}

    /// @param words what follows the launcher
    static String program(CommandWords words) {
        while (!words.isEmpty()) {
            String word = words.take();
            if (word.equals("-jar")) {
                return jar(words.takeOperand(WITH_VALUE));
            }
            if (word.equals("-m") || word.equals("--module")) {
                return module(words.take());
            }
            if (word.startsWith("--module=")) {
                return module(word.substring("--module=".length()));
            }
            if (WITH_VALUE.contains(word)) {
                words.take();
            } else if (!word.startsWith("-") && !word.startsWith("@")) {
                return word.endsWith(".java") ? CommandWords.baseName(word, ".java") : word.replace('/', '.');
            }
        }
        return "";
    }

    private static String jar(String path) {
        String name = CommandWords.baseName(path, ".jar", ".war");
        String plain = VERSION.matcher(name).replaceFirst("");
        return plain.isEmpty() ? name : plain;
    }

    private static String module(String written) {
        int slash = written.indexOf('/');
        return slash > 0 ? written.substring(0, slash) : written;
    }
}
