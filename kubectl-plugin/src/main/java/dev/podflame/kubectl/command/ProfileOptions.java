package dev.podflame.kubectl.command;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/// What kind of profile.
final class ProfileOptions {
    static final class Types implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(
                            "cpu",
                            "wall",
                            "off_cpu",
                            "alloc",
                            "alloc_objects",
                            "lock",
                            "lock_contentions",
                            "live",
                            "live_objects",
                            "native_memory")
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
