package dev.podflame.agent.linux;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Does something as another user.
///
/// For the kernel a user belongs to a thread; libc only hides that by changing all threads at once.
/// The call itself changes one: here a platform thread of its own, that ends with what it had to do.
public final class OtherUser {
    private static final long UNCHANGED = -1;

    private OtherUser() {}

    /// Effective user of this process.
    public static int ownUid() {
        return (int) CallNumber.GETEUID.call().value();
    }

    /// Effective group of this process.
    public static int ownGid() {
        return (int) CallNumber.GETEGID.call().value();
    }

    /// What is done.
    public interface Task<T> {
        T call() throws IOException;
    }

    /// Runs the task with these effective ids.
    ///
    /// @param task something short: who waits for it can't be interrupted
    /// @throws KernelException `EPERM` if this process may not become that user
    public static <T> T call(int uid, int gid, Task<T> task) throws IOException {
        FutureTask<T> future = new FutureTask<>(() -> {
            become(CallNumber.SETRESGID, gid);
            become(CallNumber.SETRESUID, uid);
            return task.call();
        });
        Thread.ofPlatform().name("as-user-" + Integer.toUnsignedString(uid)).start(future);
        return resultOf(future);
    }

    /// Waits to the end even if it is interrupted: the task uses descriptors that the caller closes then.
    private static <T> T resultOf(FutureTask<T> future) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void become(CallNumber call, int id) throws KernelException {
        SystemCall.Result result = call.call(UNCHANGED, Integer.toUnsignedLong(id), UNCHANGED);
        if (result.failed()) {
            throw new KernelException("the agent can't act as id " + Integer.toUnsignedString(id), result.errno());
        }
    }
}
