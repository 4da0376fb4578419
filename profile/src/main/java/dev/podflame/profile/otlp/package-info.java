/// OTLP profiles (`opentelemetry.proto.profiles.v1development`) to and from the domain.
///
/// In: bytes of an `ExportProfilesServiceRequest`. Out: [dev.podflame.profile.Profiles], or the reason and offset of
/// what is wrong with the bytes; and the way back.
@NullMarked
package dev.podflame.profile.otlp;

import org.jspecify.annotations.NullMarked;
