package dev.podflame.agent.target;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A regular expression that is looked for anywhere in a command line.
///
/// Some expressions take exponential time on an unlucky text, and the text is up to whoever starts a process. So the
/// search gives up, as "no match", after a number of steps that no reasonable expression needs.
public record CommandLinePattern(Pattern pattern) {

    private static final int MAX_STEPS = 500_000;

    public boolean matches(String commandLine) {
        try {
            return pattern.matcher(new Counted(commandLine, new AtomicInteger(MAX_STEPS)))
                    .find();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommandLinePattern that
                && that.pattern.pattern().equals(pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("the expression takes too long on this text", null, false, false);
        }
    }

    /// A text that counts how often it is looked at.
    private record Counted(CharSequence text, AtomicInteger stepsLeft) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (stepsLeft.decrementAndGet() < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), stepsLeft);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
