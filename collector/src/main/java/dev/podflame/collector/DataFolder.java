package dev.podflame.collector;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder that one collector has for itself while it runs.
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the folder if it is missing, and checks that it can be written and is nobody else's.
    static DataFolder open(Path path) throws StartFailure {
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("collector.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new StartFailure(
                        "another collector uses the folder " + path.toAbsolutePath(),
                        "stop it, or give this one another folder with --data");
            }
            Path probe = path.resolve("collector.probe");
            Files.write(probe, new byte[64 << 10]);
            Files.delete(probe);
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static StartFailure failure(Path path, IOException e) {
        String reason = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getClass().getSimpleName() + " " + e.getMessage();
        StartFailure failure = new StartFailure(
                "can't write to the folder " + path.toAbsolutePath() + " (" + reason + ")",
                "make it writable or make room, or give another folder with --data");
        failure.initCause(e);
        return failure;
    }

    Path spool() {
        return path.resolve("spool");
    }

    Path clickHouse() {
        return path.resolve("clickhouse");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
