package dev.podflame.agent.target;

import dev.podflame.profile.ProfileType;

/// One profile that a target asks for.
///
/// @param type what is measured
/// @param frequencyHz how often a busy CPU is looked at, per second
public record ProfileRequest(ProfileType type, int frequencyHz) {

    public static final int DEFAULT_FREQUENCY_HZ = 19;
    public static final int MAX_FREQUENCY_HZ = 199;

    public ProfileRequest {
        if (frequencyHz < 1 || frequencyHz > MAX_FREQUENCY_HZ) {
            throw new IllegalArgumentException("frequency out of range: " + frequencyHz);
        }
    }

    static ProfileRequest cpu() {
        return new ProfileRequest(ProfileType.CPU, DEFAULT_FREQUENCY_HZ);
    }
}
