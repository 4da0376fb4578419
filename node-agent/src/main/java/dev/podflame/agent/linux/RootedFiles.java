package dev.podflame.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens files below another root folder, as `/proc/PID/root` is one, without ever leaving it: `openat2(2)` with
/// `RESOLVE_IN_ROOT` resolves symbolic links (`/lib` → `/usr/lib`) as the process itself would. The agent is root on
/// the machine and the folder's content isn't to be trusted.
public final class RootedFiles {
    private static final long O_PATH = 0x200000;
    private static final long O_CLOEXEC = 0x80000;
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_IN_ROOT = 0x10;
    private static final int OPEN_HOW_BYTES = 24;
    private static final int AT_FDCWD = -100;

    private RootedFiles() {}

    /// Opens a regular file for reading.
    ///
    /// @param root the folder that stands for `/`
    /// @param path absolute path inside it
    /// @throws NoSuchFileException if there is none
    /// @throws IOException if it is no regular file or can't be opened; the message says why
    public static FileChannel open(Path root, String path) throws IOException {
        // The root itself is a magic link when it is /proc/PID/root, so it is opened plainly.
        int rootDescriptor = openPath(AT_FDCWD, root.toString(), 0);
        try {
            int file = openPath(rootDescriptor, path, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
            try {
                return reopen(file, path);
            } finally {
                SystemCall.close(file);
            }
        } finally {
            SystemCall.close(rootDescriptor);
        }
    }

    /// `O_PATH` first: opening a device or a pipe would already do something, looking at it doesn't.
    private static int openPath(int folder, String path, long resolve) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = SystemCall.structure(arena, OPEN_HOW_BYTES);
            SystemCall.putLong(how, 0, O_PATH | O_CLOEXEC);
            SystemCall.putLong(how, 16, resolve);
            SystemCall.Result result = SystemCall.call(
                    SystemCall.OPENAT2, folder, arena.allocateFrom(path).address(), how.address(), OPEN_HOW_BYTES);
            if (result.failed()) {
                if (result.errno().number() == 2) {
                    throw new NoSuchFileException(path);
                }
                throw new IOException(path + ": " + result.errno());
            }
            return (int) result.value();
        }
    }

    private static FileChannel reopen(int descriptor, String path) throws IOException {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isRegularFile(link)) {
            throw new IOException(path + " is not a regular file");
        }
        return FileChannel.open(link, StandardOpenOption.READ);
    }
}
