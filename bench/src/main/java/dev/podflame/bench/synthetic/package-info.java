/// Made-up profiles that look like a busy service's: the same ones for the same seed.
///
/// In: how many pods, for how long. Out: [dev.podflame.profile.Profiles], or requests as a node agent sends them.
@NullMarked
package dev.podflame.bench.synthetic;

import org.jspecify.annotations.NullMarked;
