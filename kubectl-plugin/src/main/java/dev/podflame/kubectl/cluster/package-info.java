/// The cluster as `kubectl` sees it: where Podflame is installed, which pods are meant, and a way to the collector.
///
/// Everything goes through the user's own `kubectl`, so all its ways to log in work here too.
@NullMarked
package dev.podflame.kubectl.cluster;

import org.jspecify.annotations.NullMarked;
