package dev.podflame.agent.linux;

/// Why a system call failed.
///
/// @param number the kernel's number, 0 for none
public record Errno(int number) {
    public static final Errno NONE = new Errno(0);

    /// The kernel's name and a word of explanation, as `errno(3)` has them.
    @Override
    public String toString() {
        return switch (number) {
            case 0 -> "success";
            case 1 -> "EPERM (operation not permitted)";
            case 2 -> "ENOENT (no such file or folder)";
            case 3 -> "ESRCH (no such process)";
            case 5 -> "EIO (input or output error)";
            case 9 -> "EBADF (bad file descriptor)";
            case 12 -> "ENOMEM (out of memory)";
            case 13 -> "EACCES (permission denied)";
            case 16 -> "EBUSY (busy)";
            case 18 -> "EXDEV (outside the process's root)";
            case 19 -> "ENODEV (no such device)";
            case 20 -> "ENOTDIR (not a folder)";
            case 22 -> "EINVAL (invalid argument)";
            case 24 -> "EMFILE (too many open files)";
            case 38 -> "ENOSYS (this kernel doesn't have the call)";
            case 40 -> "ELOOP (too many symbolic links)";
            case 95 -> "EOPNOTSUPP (not supported)";
            default -> "errno " + number;
        };
    }
}
