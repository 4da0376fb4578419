package dev.podflame.agent.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bearer token in a file, which is replaced before it expires. Safe to use from any thread.
final class TokenFile {

    private static final Logger log = LoggerFactory.getLogger(TokenFile.class);
    private static final long READ_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private Optional<String> token = Optional.empty();
    private boolean wasRead;
    private long readNanos;

    TokenFile(Path file) {
        this.file = file;
    }

    /// The token as the file says it now, or said it a second ago; empty if it can't be read.
    synchronized Optional<String> token() {
        long now = System.nanoTime();
        if (!wasRead || now - readNanos > READ_AGAIN_NANOS) {
            token = read();
            wasRead = true;
            readNanos = now;
        }
        return token;
    }

    private Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            if (!wasRead || token.isPresent()) {
                log.warn("The token in {} can't be read: {}", file, e.toString());
            }
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
