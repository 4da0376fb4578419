package dev.podflame.agent.batch;

import dev.podflame.profile.Profiles;

/// How profiles are written for the collector. The one place to change for another wire format.
public interface BatchEncoding {

    EncodedBatch encode(Profiles profiles);
}
