package dev.podflame.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What the kernel says of a file, see `statx(2)`.
///
/// @param mode type and permissions
/// @param device number of the file system that it is on
/// @param inode with the device, tells it from every other file
public record FileStatus(int mode, int uid, int gid, int links, long device, long inode, long size) {
    private static final int TYPE = 0xF000;
    private static final int SOCKET = 0xC000;
    private static final int LINK = 0xA000;
    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;
    private static final int STICKY = 0x200;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int BASIC = 0x7FF;
    private static final int BYTES = 256;

    public boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    public boolean isSocket() {
        return (mode & TYPE) == SOCKET;
    }

    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /// Whether only owners can remove what is in this folder.
    public boolean isSticky() {
        return (mode & STICKY) != 0;
    }

    /// Whether others than its owner may write to it.
    public boolean isWritableByOthers() {
        return (mode & 022) != 0;
    }

    /// Whether both are the same file.
    public boolean isSameAs(FileStatus other) {
        return device == other.device && inode == other.inode;
    }

    /// Looks at a name in an open folder, without following it; at the folder itself if the name is
    /// empty.
    static FileStatus read(Descriptor folder, String name) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = SystemCall.structure(arena, BYTES);
            int flags = AT_SYMLINK_NOFOLLOW | (name.isEmpty() ? AT_EMPTY_PATH : 0);
            SystemCall.Result result = CallNumber.STATX.call(
                    folder.number(), arena.allocateFrom(name).address(), flags, BASIC, status.address());
            if (result.failed()) {
                throw new KernelException(name, result.errno());
            }
            long device = Integer.toUnsignedLong(status.get(JAVA_INT, 136)) << 32
                    | Integer.toUnsignedLong(status.get(JAVA_INT, 140));
            return new FileStatus(
                    Short.toUnsignedInt(status.get(JAVA_SHORT, 28)),
                    status.get(JAVA_INT, 20),
                    status.get(JAVA_INT, 24),
                    status.get(JAVA_INT, 16),
                    device,
                    status.get(JAVA_LONG, 32),
                    status.get(JAVA_LONG, 40));
        }
    }
}
