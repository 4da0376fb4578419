package dev.podflame.agent.attach.hotspot;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was done to targets, written down and forced to disk before it is done, so that an agent that
/// comes after a crash can undo it. One line per step: the id of the attachment and the step.
/// Thread-safe.
///
/// Not a channel: those are closed for good when a thread that is interrupted writes to them.
final class Journal implements AutoCloseable {
    private static final long COMPACT_ABOVE_BYTES = 256 << 10;

    /// Told around each line, for tests that end the program there.
    interface Listener {
        Listener NONE = step -> {};

        /// The line for this step is on disk, the step isn't done.
        void written(Step step);
    }

    private final Path path;
    private final Listener listener;
    private final Map<Long, JournalEntry> open;
    private RandomAccessFile file;
    private long lastId;

    private Journal(Path path, Listener listener, Map<Long, JournalEntry> open) throws IOException {
        this.path = path;
        this.listener = listener;
        this.open = open;
        this.lastId = open.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        this.file = rewrite();
    }

    static Journal open(Path file, Listener listener) throws IOException {
        return new Journal(file, listener, read(file));
    }

    /// Attachments that weren't undone.
    synchronized List<JournalEntry> pending() {
        return new ArrayList<>(open.values());
    }

    synchronized Optional<JournalEntry> entry(long id) {
        return Optional.ofNullable(open.get(id));
    }

    synchronized long nextId() {
        return ++lastId;
    }

    synchronized void begin(JournalEntry entry) throws IOException {
        append(entry.line());
        open.put(entry.id(), entry);
        listener.written(Step.BEGIN);
    }

    /// Notes that a step is about to be done. One that was noted before, or that comes before one
    /// that was, needs no second line: undoing covers it.
    synchronized void step(long id, Step step) throws IOException {
        JournalEntry entry = open.get(id);
        if (entry == null) {
            throw new IllegalStateException("attachment " + id + " isn't in the journal");
        }
        if (!entry.reached(step)) {
            append(id + " " + step.name());
            open.put(id, entry.at(step));
            listener.written(step);
        }
    }

    /// Notes that all of it is undone.
    synchronized void end(long id) throws IOException {
        if (open.remove(id) != null) {
            append(id + " " + Step.END.name());
            if (file.length() > COMPACT_ABOVE_BYTES) {
                file.close();
                file = rewrite();
            }
        }
    }

    private void append(String line) throws IOException {
        long end = file.length();
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            file.getFD().sync();
        } catch (IOException e) {
            // Half a line on a full disk would spoil the next one.
            file.setLength(end);
            file.seek(end);
            throw e;
        }
    }

    /// Begins a new file with what isn't undone.
    private RandomAccessFile rewrite() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (JournalEntry entry : open.values()) {
            lines.append(entry.line()).append('\n');
            if (entry.last() != Step.BEGIN) {
                lines.append(entry.id()).append(' ').append(entry.last().name()).append('\n');
            }
        }
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try (FileOutputStream fresh = new FileOutputStream(part.toFile())) {
            fresh.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            fresh.getFD().sync();
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        RandomAccessFile rewritten = new RandomAccessFile(path.toFile(), "rw");
        rewritten.seek(rewritten.length());
        return rewritten;
    }

    /// A last line without its end was never acted upon.
    private static Map<Long, JournalEntry> read(Path file) throws IOException {
        Map<Long, JournalEntry> open = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return open;
        }
        String text = Files.readString(file);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
            String[] fields = line.split(" ", 3);
            if (fields.length < 2) {
                continue;
            }
            try {
                long id = Long.parseLong(fields[0]);
                switch (Step.valueOf(fields[1])) {
                    case BEGIN -> open.put(id, JournalEntry.parse(line));
                    case END -> open.remove(id);
                    case FOLDER, LIBRARY, OUTPUT, TRIGGER, SIGNAL, LOAD, START ->
                        open.computeIfPresent(id, (key, entry) -> entry.at(Step.valueOf(fields[1])));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        file + " has a line that this agent can't read: " + line
                                + ". Move the file away to start without undoing what it tells of.",
                        e);
            }
        }
        return open;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
