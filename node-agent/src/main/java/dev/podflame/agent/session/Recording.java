package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachedJvm;
import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.target.Budget;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/// One recording in one JVM, from its start to its stop: a file that grows by a chunk with every window. Belongs to one
/// session.
final class Recording {

    private final AttachedJvm jvm;
    private final String name;
    private final Rates rates;
    private final RecordingFile file;
    private final long startedSeconds;

    private Recording(AttachedJvm jvm, String name, Wish wish) {
        this.jvm = jvm;
        this.name = name;
        this.rates = wish.rates();
        this.file = new RecordingFile(wish.rates(), wish.lines());
        this.startedSeconds = System.currentTimeMillis() / 1000;
    }

    /// What a recording shall be.
    ///
    /// @param budget its memory is kept
    /// @param lines whether frames keep their lines
    record Wish(Rates rates, Budget budget, boolean lines) {}

    /// Starts one.
    ///
    /// @param name of its file, new for every recording of a session
    static Recording start(AttachedJvm jvm, String name, Wish wish) throws AttachException {
        jvm.run(Commands.start(wish.rates(), wish.budget(), jvm.outputFile(name)));
        return new Recording(jvm, name, wish);
    }

    Rates rates() {
        return rates;
    }

    /// When it began, seconds since the Unix epoch.
    long startedSeconds() {
        return startedSeconds;
    }

    /// Bytes of the windows that were read.
    long bytes() {
        return file.readTo();
    }

    /// Ends a window without stopping: async-profiler closes a chunk and begins the next one in the same file.
    List<Reading> nextWindow() throws AttachException, IOException, InterruptedException {
        jvm.run(Commands.DUMP);
        return read();
    }

    /// Stops, reads the last window and deletes the file.
    List<Reading> stop() throws AttachException, IOException, InterruptedException {
        jvm.run(Commands.STOP);
        return last();
    }

    /// Reads what is left of a recording that has stopped by itself, as at the JVM's regular end, and deletes the file.
    List<Reading> last() throws IOException, InterruptedException {
        try {
            return read();
        } finally {
            jvm.deleteOutput(name);
        }
    }

    private List<Reading> read() throws IOException, InterruptedException {
        try (FileChannel channel = jvm.openOutput(name)) {
            return file.readNew(channel);
        }
    }
}
