package dev.podflame.agent.symbol;

/// The bytes are no ELF file that Podflame can read; the message says what is wrong with them.
final class MalformedElfException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedElfException(String reason) {
        super(reason);
    }
}
