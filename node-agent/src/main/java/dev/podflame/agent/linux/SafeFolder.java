package dev.podflame.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A folder in somebody else's file tree, in which the agent reads, makes and deletes files as root.
///
/// Whoever owns the tree may put a symbolic link anywhere at any moment. So every step names one
/// component, relative to an open folder, and none of them follows a link: `openat2(2)` refuses to.
/// Files are opened by what was looked at (`O_PATH` first), so there is no time between look and use.
public final class SafeFolder implements AutoCloseable {
    private static final int AT_FDCWD = -100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int RENAME_NOREPLACE = 1;

    private static final long O_WRONLY = 1;
    private static final long O_CREAT = 0x40;
    private static final long O_EXCL = 0x80;
    private static final long O_CLOEXEC = 0x80000;
    private static final long O_PATH = 0x200000;

    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_NO_SYMLINKS = 0x04;
    private static final long RESOLVE_BENEATH = 0x08;
    private static final int OPEN_HOW_BYTES = 24;

    private final Descriptor descriptor;
    private final String name;

    private SafeFolder(Descriptor descriptor, String name) {
        this.descriptor = descriptor;
        this.name = name;
    }

    /// Opens a folder that can be trusted to be what its path says, such as `/proc/PID/root` or the
    /// agent's own data.
    public static SafeFolder at(Path trusted) throws KernelException {
        Descriptor descriptor = open(AT_FDCWD, trusted.toString(), O_PATH | O_CLOEXEC, 0, 0);
        return asFolder(descriptor, trusted.toString());
    }

    /// Opens a folder in this one.
    public SafeFolder enter(String child) throws KernelException {
        return asFolder(openPath(child), name + "/" + child);
    }

    /// The folder itself.
    public FileStatus status() throws KernelException {
        return FileStatus.read(descriptor, "");
    }

    /// What a name in it stands for; empty if there is none.
    public Optional<FileStatus> status(String child) throws KernelException {
        try {
            return Optional.of(FileStatus.read(descriptor, component(child)));
        } catch (KernelException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public FolderSpace space() throws KernelException {
        return FolderSpace.read(descriptor);
    }

    /// Makes a folder, which must not be there yet, for its owner alone.
    public SafeFolder make(String child) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            check(CallNumber.MKDIRAT.call(descriptor.number(), text(arena, child), 0700), child + " can't be made");
        }
        return enter(child);
    }

    /// Sets who may do what in it, sticky bit included, whatever the umask is.
    public void permit(int mode) throws IOException {
        permit(descriptor, mode);
    }

    /// Makes a file, which must not be there yet, for writing.
    public FileChannel create(String child, int mode) throws IOException {
        try (Descriptor file = createFile(child)) {
            permit(file, mode);
            return FileChannel.open(Path.of(file.path()), StandardOpenOption.WRITE);
        }
    }

    /// Makes an empty file, which must not be there yet, that belongs to the calling thread's effective user.
    public void createEmpty(String child) throws KernelException {
        createFile(child).close();
    }

    /// Opens a regular file for reading. One that has a second name is refused: it may be somebody
    /// else's.
    public FileChannel open(String child) throws IOException {
        return open(child, status -> true);
    }

    /// As the above, if it is the one that is meant.
    public FileChannel open(String child, Predicate<FileStatus> isMeant) throws IOException {
        try (Descriptor file = openPath(child)) {
            FileStatus status = FileStatus.read(file, "");
            if (!status.isRegular() || status.links() != 1 || !isMeant.test(status)) {
                throw new IOException(name + "/" + child + " is not the plain file that should be there");
            }
            return FileChannel.open(Path.of(file.path()), StandardOpenOption.READ);
        }
    }

    /// Gives a file its final name, which must be free.
    public void rename(String from, String to) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            int folder = descriptor.number();
            check(
                    CallNumber.RENAMEAT2.call(folder, text(arena, from), folder, text(arena, to), RENAME_NOREPLACE),
                    from + " can't be renamed to " + to);
        }
    }

    /// Deletes a file, or a link itself; false if there was none.
    public boolean delete(String child) throws KernelException {
        return unlink(child, 0);
    }

    /// Deletes an empty folder; false if there was none.
    public boolean deleteFolder(String child) throws KernelException {
        return unlink(child, AT_REMOVEDIR);
    }

    /// Names in it.
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(descriptor.path()))) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }

    /// Opens what a name stands for without doing anything to it, whatever it is.
    Descriptor openPath(String child) throws KernelException {
        return open(
                descriptor.number(),
                component(child),
                O_PATH | O_CLOEXEC,
                0,
                RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
    }

    private Descriptor createFile(String child) throws KernelException {
        return open(
                descriptor.number(),
                component(child),
                O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                0600,
                RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS);
    }

    private boolean unlink(String child, int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            SystemCall.Result result = CallNumber.UNLINKAT.call(descriptor.number(), text(arena, child), flags);
            if (result.failed() && result.errno().equals(Errno.ENOENT)) {
                return false;
            }
            check(result, child + " can't be deleted");
            return true;
        }
    }

    private static SafeFolder asFolder(Descriptor descriptor, String name) throws KernelException {
        if (!FileStatus.read(descriptor, "").isFolder()) {
            descriptor.close();
            throw new KernelException(name, Errno.ENOTDIR);
        }
        return new SafeFolder(descriptor, name);
    }

    private static Descriptor open(int folder, String path, long flags, int mode, long resolve) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = SystemCall.structure(arena, OPEN_HOW_BYTES);
            SystemCall.putLong(how, 0, flags);
            SystemCall.putLong(how, 8, mode);
            SystemCall.putLong(how, 16, resolve);
            return Descriptor.of(
                    CallNumber.OPENAT2.call(folder, arena.allocateFrom(path).address(), how.address(), OPEN_HOW_BYTES),
                    path);
        }
    }

    private static void permit(Descriptor file, int mode) throws IOException {
        Files.setAttribute(Path.of(file.path()), "unix:mode", mode);
    }

    private static long text(Arena arena, String child) {
        return arena.allocateFrom(component(child)).address();
    }

    private static String component(String child) {
        if (child.isEmpty() || child.equals(".") || child.equals("..") || child.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not the name of a file in a folder: '" + child + "'");
        }
        return child;
    }

    private static void check(SystemCall.Result result, String what) throws KernelException {
        if (result.failed()) {
            throw new KernelException(what, result.errno());
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
