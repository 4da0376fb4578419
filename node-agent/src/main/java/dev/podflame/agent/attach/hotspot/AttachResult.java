package dev.podflame.agent.attach.hotspot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// What came of an attempt to attach.
public sealed interface AttachResult {

    /// The profiler is loaded and idle.
    record Attached(AttachedJvm jvm) implements AttachResult {
        public Attached {
            requireNonNull(jvm, "jvm is null");
        }
    }

    /// Nothing was changed, or all that was changed has been undone.
    ///
    /// @param message a sentence with cause and cure
    /// @param notBefore when it makes sense to ask again
    record Refused(Refusal reason, String message, Instant notBefore) implements AttachResult {
        public Refused {
            requireNonNull(reason, "reason is null");
            requireNonNull(message, "message is null");
            requireNonNull(notBefore, "notBefore is null");
        }
    }
}
