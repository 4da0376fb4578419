package dev.podflame.agent.target;

/// A name pattern: `*` stands for any run of characters, `?` for one, everything else for itself.
///
/// Matching takes at most pattern length × text length steps, whatever the text is: process names are chosen by
/// whoever starts the process.
public record Glob(String pattern) {

    public Glob {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("an empty pattern matches nothing");
        }
    }

    public boolean matches(String text) {
        int inPattern = 0;
        int inText = 0;
        int star = -1;
        int afterStar = 0;
        while (inText < text.length()) {
            char expected = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
            boolean patternLeft = inPattern < pattern.length();
            if (patternLeft && expected == '*') {
                star = inPattern++;
                afterStar = inText;
            } else if (patternLeft && (expected == '?' || expected == text.charAt(inText))) {
                inPattern++;
                inText++;
            } else if (star >= 0) {
                // The last star takes one character more; earlier stars never need to be reconsidered.
                inPattern = star + 1;
                inText = ++afterStar;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }

    /// Whether the pattern speaks of folders, so that it means a whole path and not just the last name of it.
    boolean isPath() {
        return pattern.indexOf('/') >= 0;
    }
}
