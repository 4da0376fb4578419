package dev.podflame.agent.attach.hotspot;

import static java.util.Objects.requireNonNull;

import dev.podflame.agent.process.ProcessKey;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// One attachment, as much of it as undoing needs.
///
/// @param id tells it from the others in the journal
/// @param boot the machine's boot: pids and start times mean nothing in another one
/// @param innerPid its pid as it sees it itself
/// @param tmp the folder that is its /tmp, as other processes may see it, too
/// @param folder name of the library's folder in it
/// @param output name of the output folder in that
/// @param last what was done last, or was about to be
record JournalEntry(
        long id,
        String boot,
        JvmProcess process,
        long innerPid,
        FolderId tmp,
        String folder,
        String output,
        Instant begun,
        Step last) {

    JournalEntry {
        requireNonNull(boot, "boot is null");
        requireNonNull(process, "process is null");
        requireNonNull(tmp, "tmp is null");
        requireNonNull(folder, "folder is null");
        requireNonNull(output, "output is null");
        requireNonNull(begun, "begun is null");
        requireNonNull(last, "last is null");
    }

    boolean reached(Step step) {
        return last.compareTo(step) >= 0;
    }

    JournalEntry at(Step step) {
        return new JournalEntry(id, boot, process, innerPid, tmp, folder, output, begun, step);
    }

    String trigger() {
        return ".attach_pid" + innerPid;
    }

    /// The line that begins it.
    String line() {
        return String.join(
                " ",
                List.of(
                        Long.toString(id),
                        Step.BEGIN.name(),
                        boot,
                        Long.toString(process.key().pid()),
                        Long.toString(process.key().startTicks()),
                        Long.toString(innerPid),
                        Long.toString(tmp.device()),
                        Long.toString(tmp.inode()),
                        folder,
                        output,
                        Long.toString(begun.toEpochMilli()),
                        encode(process.containerId()),
                        encode(process.image())));
    }

    /// @throws IllegalArgumentException if it isn't such a line
    static JournalEntry parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != 13) {
            throw new IllegalArgumentException("not the beginning of an attachment: " + line);
        }
        ProcessKey key = new ProcessKey(Long.parseLong(fields[3]), Long.parseLong(fields[4]));
        return new JournalEntry(
                Long.parseLong(fields[0]),
                fields[2],
                new JvmProcess(key, decode(fields[11]), decode(fields[12])),
                Long.parseLong(fields[5]),
                new FolderId(Long.parseLong(fields[6]), Long.parseLong(fields[7])),
                fields[8],
                fields[9],
                Instant.ofEpochMilli(Long.parseLong(fields[10])),
                Step.BEGIN);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
