package dev.podflame.agent.linux;

/// Why a system call failed.
///
/// @param number the kernel's number, 0 for none
public record Errno(int number) {
    public static final Errno NONE = new Errno(0);
    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno ENOTDIR = new Errno(20);
    public static final Errno ENOSPC = new Errno(28);
    public static final Errno EROFS = new Errno(30);
    public static final Errno ENOTEMPTY = new Errno(39);
    public static final Errno ELOOP = new Errno(40);
    public static final Errno ECONNREFUSED = new Errno(111);
    public static final Errno EDQUOT = new Errno(122);

    /// The kernel's name and a word of explanation, as `errno(3)` has them.
    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "success";
            case 1 -> "EPERM (operation not permitted)";
            case 2 -> "ENOENT (no such file or folder)";
            case 3 -> "ESRCH (no such process)";
            case 4 -> "EINTR (interrupted)";
            case 5 -> "EIO (input or output error)";
            case 9 -> "EBADF (bad file descriptor)";
            case 11 -> "EAGAIN (try again)";
            case 12 -> "ENOMEM (out of memory)";
            case 13 -> "EACCES (permission denied)";
            case 16 -> "EBUSY (busy)";
            case 17 -> "EEXIST (exists already)";
            case 18 -> "EXDEV (outside the process's root)";
            case 19 -> "ENODEV (no such device)";
            case 20 -> "ENOTDIR (not a folder)";
            case 22 -> "EINVAL (invalid argument)";
            case 24 -> "EMFILE (too many open files)";
            case 28 -> "ENOSPC (no space left)";
            case 30 -> "EROFS (read-only file system)";
            case 38 -> "ENOSYS (this kernel doesn't have the call)";
            case 39 -> "ENOTEMPTY (folder not empty)";
            case 40 -> "ELOOP (too many symbolic links)";
            case 75 -> "EOVERFLOW (value too large)";
            case 95 -> "EOPNOTSUPP (not supported)";
            case 111 -> "ECONNREFUSED (nobody listens)";
            case 122 -> "EDQUOT (quota used up)";
            default -> "errno " + number;
        };
    }
}
