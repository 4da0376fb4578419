package dev.podflame.agent.symbol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a stripped file's symbols may lie beside it (GDB manual, "Separate Debug Files").
final class DebugFile {
    private static final int MAX_LINK_BYTES = 4096;
    private static final String DEBUG_ROOT = "/usr/lib/debug";

    private DebugFile() {}

    /// Paths to try, as the process sees them, the likeliest first.
    static List<String> candidates(ElfFile file, String path) throws IOException, MalformedElfException {
        List<String> candidates = new ArrayList<>();
        Optional<String> buildId = BuildId.gnu(file);
        if (buildId.isPresent() && buildId.get().length() > 2) {
            String id = buildId.get();
            candidates.add(DEBUG_ROOT + "/.build-id/" + id.substring(0, 2) + "/" + id.substring(2) + ".debug");
        }
        Optional<ElfFile.Section> link = file.section(".gnu_debuglink");
        if (link.isPresent()) {
            byte[] content = file.content(link.get(), MAX_LINK_BYTES);
            String name = ElfFile.text(content, 0);
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            if (!name.isEmpty() && !name.contains("/")) {
                candidates.add(folder + name);
                candidates.add(folder + ".debug/" + name);
                candidates.add(DEBUG_ROOT + folder + name);
            }
        }
        candidates.remove(path);
        return candidates;
    }
}
