package dev.podflame.kubectl.completion;

import java.util.ArrayList;
import java.util.List;

/// What can stand in place of the word being typed.
///
/// @param filesToo whether the shell may offer file names
public record Candidates(List<Candidate> list, boolean filesToo) {
    /// One of them; the description may be empty.
    public record Candidate(String text, String description) {}

    static final Candidates NONE = new Candidates(List.of(), false);
    static final Candidates FILES = new Candidates(List.of(), true);

    public Candidates {
        list = List.copyOf(list);
    }

    static Candidates of(List<String> texts) {
        return new Candidates(
                texts.stream().map(text -> new Candidate(text, "")).toList(), false);
    }

    Candidates startingWith(String prefix) {
        return new Candidates(
                list.stream()
                        .filter(candidate -> candidate.text.startsWith(prefix))
                        .toList(),
                filesToo);
    }

    /// The lines that kubectl asks plugins for: candidates, then a directive (4: no file names, 0: the shell's own
    /// ways), as its command line library cobra has it.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Candidate candidate : list) {
            lines.add(candidate.description.isEmpty() ? candidate.text : candidate.text + "\t" + candidate.description);
        }
        lines.add(filesToo ? ":0" : ":4");
        return lines;
    }
}
