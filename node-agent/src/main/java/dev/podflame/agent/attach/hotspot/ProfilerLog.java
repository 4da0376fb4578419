package dev.podflame.agent.attach.hotspot;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// async-profiler's own log: lines that begin with their level in brackets. Lines without one go on with the last.
final class ProfilerLog {
    private static final Pattern LINE = Pattern.compile("(?m)^\\[([A-Z]+)\\] *(.*(?:\\R(?!\\[[A-Z]+\\]).*)*)");

    private ProfilerLog() {}

    private record Line(String level, String text) {}

    /// Why something went wrong, in one line: its errors, or all it says if there are none; empty if it says nothing.
    static String why(String log) {
        List<Line> lines = LINE.matcher(log)
                .results()
                .map(match -> new Line(match.group(1), match.group(2).strip().replaceAll("\\R", " ")))
                .toList();
        List<Line> errors =
                lines.stream().filter(line -> line.level().equals("ERROR")).toList();
        String said =
                (errors.isEmpty() ? lines : errors).stream().map(Line::text).collect(Collectors.joining("; "));
        return said.isEmpty() ? log.strip().replaceAll("\\R", " ") : said;
    }
}
