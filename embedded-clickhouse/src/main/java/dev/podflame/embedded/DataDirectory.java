package dev.podflame.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder of the data, held by one process at a time.
final class DataDirectory implements AutoCloseable {
    private static final int PROBE_BYTES = 1 << 20;
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Creates the folder where needed, checks that it can be written, and locks it.
    static DataDirectory open(Path given) throws StartupFailure {
        Path path = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            probe(path);
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new StartupFailure(
                    Exit.DATA_UNUSABLE,
                    "cannot write to " + path + ": " + describe(e),
                    "give another folder by --data, free space on its disk, or make it writable for this user");
        }
    }

    /// A full disk takes an empty file but no data.
    private static void probe(Path path) throws IOException {
        Path file = Files.createTempFile(path, "probe", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(PROBE_BYTES);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static FileChannel lock(Path path) throws IOException, StartupFailure {
        Path file = path.resolve(LOCK);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null) {
            String owner = Files.readString(file).strip();
            channel.close();
            throw new StartupFailure(
                    Exit.DATA_LOCKED,
                    path + " is in use by process " + (owner.isEmpty() ? "(unknown)" : owner),
                    "end that process, or give another folder by --data");
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static String describe(IOException e) {
        @Nullable String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The process is ending, which releases the lock too.
            System.err.println("podflame-clickhouse: could not release the lock of " + path + ": " + e);
        }
    }
}
