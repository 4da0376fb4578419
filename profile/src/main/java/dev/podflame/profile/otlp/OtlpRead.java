package dev.podflame.profile.otlp;

import dev.podflame.profile.Profiles;
import java.util.List;

/// What a message held.
///
/// @param profiles everything that could be taken
/// @param samplesV19 samples in the layout of OTLP 1.9 (`values` in field 2)
/// @param samplesV110 samples in the layout of OTLP 1.10 and later (`values` in field 4)
/// @param rejected one sentence for each profile that is well formed but of no type that Podflame keeps
public record OtlpRead(Profiles profiles, int samplesV19, int samplesV110, List<String> rejected) {

    public OtlpRead {
        rejected = List.copyOf(rejected);
    }
}
