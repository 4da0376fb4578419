package dev.podflame.agent.attach.hotspot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One command of async-profiler: words with commas between, the action first.
record ProfilerCommand(List<String> words) {

    private static final String NOWHERE = "/dev/null";

    /// Stops the profiler, with no need for a folder of its own. It says no if it wasn't running.
    static final String STOP = "stop,quiet,log=" + NOWHERE;

    /// async-profiler keeps its log open until the next command. This one has none, and says nothing.
    static final String LAST = "version,quiet,loglevel=none,file=" + NOWHERE;

    /// Actions that say something, on the application's standard output unless they are given a file.
    private static final Set<String> ANSWERING = Set.of("status", "metrics", "version", "list");

    private static final Set<String> STARTING = Set.of("start", "resume");

    /// What HotSpot takes as one argument.
    private static final int MAX_BYTES = 1023;

    ProfilerCommand {
        words = List.copyOf(words);
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command begins with its action");
        }
    }

    /// @throws IllegalArgumentException if it could stay behind in the JVM
    static ProfilerCommand parse(String text) {
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a command is one line: " + text);
        }
        ProfilerCommand command = new ProfilerCommand(Arrays.asList(text.split(",", -1)));
        if (command.starts()
                && (command.value("timeout").isEmpty()
                        || command.value("memlimit").isEmpty())) {
            throw new IllegalArgumentException(
                    "a start needs timeout= and memlimit=, so that it ends without the agent: " + text);
        }
        return command;
    }

    boolean starts() {
        return STARTING.contains(words.getFirst());
    }

    boolean answers() {
        return ANSWERING.contains(words.getFirst());
    }

    Optional<String> value(String name) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    /// The command as it is sent.
    ///
    /// What can't open its log tells the application. What only asks can do without one: it may still
    /// wait in the JVM when the agent has gone and taken its folder along.
    ///
    /// @param answer file for what it says, if it says anything and has no file yet
    /// @param log file for what goes wrong, if it has none yet
    String quietly(String answer, String log) {
        return text(answer, answers() ? NOWHERE : log);
    }

    /// The same with a log in any case, for a JVM that answers, but only that something is wrong.
    String sayingWhy(String answer, String log) {
        return text(answer, log);
    }

    private String text(String answer, String log) {
        StringBuilder text = new StringBuilder(String.join(",", words));
        if (!words.contains("quiet")) {
            text.append(",quiet");
        }
        if (answers() && value("file").isEmpty()) {
            text.append(",file=").append(answer);
        }
        if (value("log").isEmpty()) {
            text.append(",log=").append(log);
        }
        if (text.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("longer than the " + MAX_BYTES + " bytes that HotSpot takes: " + text);
        }
        return text.toString();
    }
}
