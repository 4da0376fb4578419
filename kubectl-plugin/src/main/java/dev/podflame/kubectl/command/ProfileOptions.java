package dev.podflame.kubectl.command;

import java.util.List;
import picocli.CommandLine.Option;

/// What kind of profile.
final class ProfileOptions {
    static final class Types implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return List.of("cpu", "wall", "off_cpu", "alloc", "lock", "live", "native_memory")
                    .iterator();
        }
    }

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            completionCandidates = Types.class,
            description = "profile type: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    String type = "cpu";
}
