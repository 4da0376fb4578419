package dev.podflame.agent.attach.hotspot;

/// Failures for JVMs that aren't attached to but stand in for those that are.
public final class FailedCommands {

    private FailedCommands() {}

    public static AttachException because(Refusal refusal, String message) {
        return new AttachException(refusal, message);
    }
}
