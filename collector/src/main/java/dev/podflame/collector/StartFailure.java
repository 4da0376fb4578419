package dev.podflame.collector;

/// The collector can't start: what is wrong and what helps, in one line for the person who started it.
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(String cause, String cure) {
        super(cause + ": " + cure);
    }
}
