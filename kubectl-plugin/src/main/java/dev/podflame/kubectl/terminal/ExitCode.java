package dev.podflame.kubectl.terminal;

/// How a command ended, for scripts.
public enum ExitCode {
    OK(0),
    ERROR(1),
    USAGE(2),
    NO_SAMPLES(3),
    NOT_PERMITTED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
