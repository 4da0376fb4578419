package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.FileStatus;
import dev.podflame.agent.linux.KernelException;
import dev.podflame.agent.linux.SafeFolder;
import dev.podflame.agent.linux.UnixConnection;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Speaks HotSpot's attach protocol with one JVM: wakes its listener if it sleeps, connects to its
/// socket, sends one request per connection.
///
/// The protocol is that of `sun.tools.attach.VirtualMachineImpl` and HotSpot's
/// `attachListener_posix.cpp`, version 1, which every HotSpot speaks.
final class AttachClient {
    private static final int ARGUMENTS = 3;
    private static final int MAX_REPLY_BYTES = 64 << 10;
    private static final long FIRST_WAIT_MILLIS = 5;
    private static final long LONGEST_WAIT_MILLIS = 200;

    private final TargetProcess process;
    private final ProcessStatus status;
    private final Awakening awakening;
    private final Duration attachWithin;

    AttachClient(TargetProcess process, ProcessStatus status, Awakening awakening, Duration attachWithin) {
        this.process = process;
        this.status = status;
        this.awakening = awakening;
        this.attachWithin = attachWithin;
    }

    /// Loads a native library, or gives one that is loaded another command.
    ///
    /// @param within how long the JVM has to do it once it listens
    AttachReply load(String library, String options, Duration within) throws AttachException, InterruptedException {
        byte[] request = request("load", library, "true", options);
        try (SafeFolder tmp = process.tmp();
                UnixConnection connection = connect(tmp, within)) {
            if (connection.peerPid() != process.key().pid()) {
                throw new AttachException(
                        Refusal.UNEXPECTED_FILE,
                        "Another process listens at /tmp/" + socketName() + ", where the JVM should. Restart the JVM.");
            }
            awakening.beforeSending();
            connection.send(request);
            byte[] reply = connection.receive(MAX_REPLY_BYTES);
            if (reply.length == 0) {
                throw new EOFException("it closed the connection without an answer");
            }
            return AttachReply.parse(reply);
        } catch (SocketTimeoutException e) {
            process.check();
            throw new AttachException(
                    Refusal.ATTACH_TIMED_OUT,
                    "The JVM didn't answer within " + within.toSeconds() + " s. It may be stopped or short of CPU.",
                    e);
        } catch (IOException e) {
            process.checkAfterBreak();
            throw Explain.failure("The JVM can't be talked to", e);
        }
    }

    private UnixConnection connect(SafeFolder tmp, Duration within)
            throws AttachException, IOException, InterruptedException {
        Optional<UnixConnection> connection = tryToConnect(tmp, within);
        if (connection.isPresent()) {
            return connection.get();
        }
        long deadline = System.nanoTime() + attachWithin.toNanos();
        try (Awakening.Trigger trigger = awakening.wake(process, status, tmp)) {
            long wait = FIRST_WAIT_MILLIS;
            while (System.nanoTime() < deadline) {
                Thread.sleep(wait);
                wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
                connection = tryToConnect(tmp, within);
                if (connection.isPresent()) {
                    return connection.get();
                }
                process.check();
            }
            throw new AttachException(
                    Refusal.ATTACH_TIMED_OUT,
                    "The JVM didn't begin to listen within " + attachWithin.toSeconds() + " s of " + trigger.what()
                            + ". It may be stopped or short of CPU.");
        }
    }

    /// Empty if nobody listens yet.
    private Optional<UnixConnection> tryToConnect(SafeFolder tmp, Duration within) throws AttachException, IOException {
        Optional<FileStatus> socket = tmp.status(socketName());
        if (socket.isEmpty()) {
            return Optional.empty();
        }
        if (!socket.get().isSocket() || socket.get().uid() != status.uid()) {
            throw new AttachException(
                    Refusal.UNEXPECTED_FILE, "/tmp/" + socketName() + " is not a socket of the JVM's user. Remove it.");
        }
        try {
            long deadline = System.nanoTime() + within.toNanos();
            return Optional.of(AsTarget.call(status, () -> UnixConnection.open(tmp, socketName(), deadline)));
        } catch (KernelException e) {
            boolean nobody = e.errno().equals(Errno.ENOENT)
                    || e.errno().equals(Errno.ECONNREFUSED)
                    || e.errno().equals(Errno.EAGAIN);
            if (nobody) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String socketName() {
        return ".java_pid" + status.innerPid();
    }

    /// Version, command and exactly three arguments, each with a zero byte after it.
    static byte[] request(String command, String... arguments) {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException("a request has " + ARGUMENTS + " arguments: " + List.of(arguments));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(zeroEnded("1"));
        request.writeBytes(zeroEnded(command));
        for (String argument : arguments) {
            request.writeBytes(zeroEnded(argument));
        }
        return request.toByteArray();
    }

    private static byte[] zeroEnded(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
