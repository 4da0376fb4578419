package dev.podflame.agent.attach.hotspot;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// A JVM with async-profiler loaded. Not thread-safe.
public interface AttachedJvm extends AutoCloseable {

    JvmProcess process();

    /// Gives async-profiler a command such as
    /// `start,event=ctimer,interval=20ms,jfr,file=…,timeout=60,memlimit=64m`.
    ///
    /// `quiet` and `log=` are added where they are missing, so that no word of it reaches the
    /// application's output.
    ///
    /// @return what it answered; empty if the command has a `file=` of its own
    /// @throws AttachException if it didn't do it; the message is async-profiler's own where it gave
    ///     one
    /// @throws IllegalArgumentException if the command could stay behind: a start without `timeout=`
    ///     and `memlimit=`
    String run(String command) throws AttachException;

    /// The path of an output file as the JVM sees it.
    String outputFile(String name);

    /// Reads an output file. What the JVM put there is followed nowhere: it must be a plain file.
    FileChannel openOutput(String name) throws IOException;

    /// Deletes an output file, if it is there.
    void deleteOutput(String name) throws IOException;

    /// Whether the same process still runs.
    boolean isAlive();

    /// How it ended, as far as that can be known. Only to be asked when it isn't alive any more.
    JvmDeath death();

    /// Stops the profiler, deletes all files, ends the journal's entry. The library stays in the
    /// JVM's memory, idle: it can't be taken out.
    @Override
    void close();
}
