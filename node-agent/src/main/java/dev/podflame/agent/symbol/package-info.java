/// Names native code: finds the file that an address lies in, reads its symbols, demangles them.
///
/// In: samples whose native frames are addresses. Out: the same samples with a [dev.podflame.profile.Frame] for every
/// place. Files are opened only inside the root folder of selected processes, and only to read symbols.
@NullMarked
package dev.podflame.agent.symbol;

import org.jspecify.annotations.NullMarked;
