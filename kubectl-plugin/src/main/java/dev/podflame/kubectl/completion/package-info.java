/// Shell completion: what can follow the words typed so far.
///
/// In: words. Out: candidates, in the form that `kubectl` and the scripts of each shell read.
@NullMarked
package dev.podflame.kubectl.completion;

import org.jspecify.annotations.NullMarked;
