package dev.podflame.kubectl.terminal;

/// A command can't do what it was asked: what is wrong, and what helps.
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String cure;

    /// A failure that is the cause itself.
    ///
    /// @param cure what a person can do about it; may be empty
    public Failure(ExitCode exitCode, String problem, String cure) {
        super(problem);
        this.exitCode = exitCode;
        this.cure = cure;
    }

    public Failure(ExitCode exitCode, String problem, String cure, Throwable cause) {
        this(exitCode, problem, cure);
        initCause(cause);
    }

    public static Failure error(String problem, String cure) {
        return new Failure(ExitCode.ERROR, problem, cure);
    }

    public static Failure usage(String problem, String cure) {
        return new Failure(ExitCode.USAGE, problem, cure);
    }

    public static Failure notPermitted(String problem, String cure) {
        return new Failure(ExitCode.NOT_PERMITTED, problem, cure);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    public String cure() {
        return cure;
    }
}
