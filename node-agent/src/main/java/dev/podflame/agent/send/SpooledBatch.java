package dev.podflame.agent.send;

import dev.podflame.agent.batch.EncodedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A batch on disk: `<node>/<boot>/<sequence>.<encoding>`.
///
/// @param folder the folder of its boot
/// @param writtenAt when it came to disk
record SpooledBatch(
        BatchName name, EncodedBatch.Encoding encoding, Path folder, Path file, long bytes, Instant writtenAt) {

    static String fileName(long sequence, EncodedBatch.Encoding encoding) {
        return "%012d.%s".formatted(sequence, encoding.suffix());
    }

    /// The batch that a file is; empty if it is none, such as one half written when the agent died.
    static Optional<SpooledBatch> of(Path file) throws IOException {
        int depth = file.getNameCount();
        if (depth < 3) {
            return Optional.empty();
        }
        String[] parts = file.getName(depth - 1).toString().split("\\.", 2);
        boolean numbered = parts.length == 2 && parts[0].matches("[0-9]{12}") && Long.parseLong(parts[0]) > 0;
        if (!numbered) {
            return Optional.empty();
        }
        for (EncodedBatch.Encoding encoding : EncodedBatch.Encoding.values()) {
            if (encoding.suffix().equals(parts[1])) {
                BatchName name = new BatchName(
                        file.getName(depth - 3).toString(),
                        file.getName(depth - 2).toString(),
                        Long.parseLong(parts[0]));
                Path folder = file.resolveSibling("");
                Instant writtenAt = Files.getLastModifiedTime(file).toInstant();
                return Optional.of(new SpooledBatch(name, encoding, folder, file, Files.size(file), writtenAt));
            }
        }
        return Optional.empty();
    }

    byte[] read() throws IOException {
        return Files.readAllBytes(file);
    }
}
