package dev.podflame.agent.process;

import java.util.List;
import java.util.Set;

/// The arguments of a command line, read from left to right.
final class CommandWords {

    private final List<String> words;
    private int next;

    /// @param next index of the first word to read
    CommandWords(List<String> words, int next) {
        this.words = words;
        this.next = next;
    }

    boolean isEmpty() {
        return next >= words.size();
    }

    /// The next word; empty at the end.
    String take() {
        return isEmpty() ? "" : words.get(next++);
    }

    /// Goes on to the first word that is no option, and takes it; empty if there is none.
    ///
    /// @param withValue options whose value is a word of its own
    String takeOperand(Set<String> withValue) {
        while (!isEmpty()) {
            String word = take();
            if (word.equals("--")) {
                return take();
            }
            if (!word.startsWith("-") || word.equals("-")) {
                return word;
            }
            if (withValue.contains(word)) {
                take();
            }
        }
        return "";
    }

    /// The value of an option among the words that are left: `--app x` or `--app=x`; empty if it isn't there.
    String valueOf(String option) {
        for (int i = next; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(option)) {
                return i + 1 < words.size() ? words.get(i + 1) : "";
            }
            if (word.startsWith(option + "=")) {
                return word.substring(option.length() + 1);
            }
        }
        return "";
    }

    /// The last part of a path, without any of these endings.
    static String baseName(String path, String... endings) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (String ending : endings) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /// The folder that a file is in; empty if the path doesn't name it.
    static String folderName(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "" : baseName(path.substring(0, slash)).replaceFirst("^\\.{1,2}$", "");
    }
}
