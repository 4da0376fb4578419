package dev.podflame.kubectl.login;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// A token in a file, which someone else keeps fresh.
///
/// @param cure what helps when it can't be read
public record TokenFile(Path file, String cure) implements TokenSource {
    @Override
    public Token read() throws Failure {
        try {
            return Token.of(Files.readString(file), Instant.MAX, file.toString());
        } catch (IOException e) {
            throw new Failure(ExitCode.ERROR, "can't read the token file " + file, cure, e);
        }
    }
}
