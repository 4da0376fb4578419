package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compilers and binutils of the machine, for tests on what they make.
public final class Programs {
    private Programs() {}

    /// Compiles a C program with its symbols.
    public static Path compileC(Path folder, String name, String source, String... options)
            throws IOException, InterruptedException {
        Path code = Files.writeString(folder.resolve(name + ".c"), source);
        Path program = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-fno-inline", "-Wl,--build-id"));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", program.toString(), code.toString()));
        run(folder, command.toArray(String[]::new));
        return program;
    }

    /// Runs a program that must succeed; what it printed.
    public static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + " says " + output);
        return output;
    }

    /// The sized functions that `nm` finds, by address.
    static SortedMap<Long, List<String>> nm(Path folder, Path program, String option)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("nm", "-S", "--defined-only", "--without-symbol-versions"));
        if (!option.isEmpty()) {
            command.add(option);
        }
        command.add(program.toString());
        SortedMap<Long, List<String>> functions = new TreeMap<>();
        for (String line : run(folder, command.toArray(String[]::new)).split("\n", -1)) {
            String[] fields = line.split(" ", 4);
            boolean sizedFunction = fields.length == 4 && fields[2].matches("[tTwWi]");
            if (sizedFunction && Long.parseUnsignedLong(fields[1], 16) > 0) {
                functions
                        .computeIfAbsent(Long.parseUnsignedLong(fields[0], 16), address -> new ArrayList<>())
                        .add(fields[3]);
            }
        }
        return functions;
    }
}
