package dev.podflame.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What the file system of a folder has left, and how it is mounted there, see `statfs(2)`.
///
/// @param freeBytes what an ordinary user may still write
public record FolderSpace(long freeBytes, boolean readOnly, boolean noExec) {
    private static final int BYTES = 120;
    private static final int READ_ONLY = 1;
    private static final int NO_EXEC = 8;

    static FolderSpace read(Descriptor folder) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = SystemCall.structure(arena, BYTES);
            SystemCall.Result result = CallNumber.FSTATFS.call(folder.number(), status.address());
            if (result.failed()) {
                throw new KernelException("the file system can't be looked at", result.errno());
            }
            long blockBytes = status.get(JAVA_LONG, 8);
            long flags = status.get(JAVA_LONG, 80);
            return new FolderSpace(
                    status.get(JAVA_LONG, 32) * blockBytes, (flags & READ_ONLY) != 0, (flags & NO_EXEC) != 0);
        }
    }
}
