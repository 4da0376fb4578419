/// CPU time, memory, limits and throttling of the selected processes and their containers.
///
/// In: the table of selected processes, /proc and cgroup files. Out: OTLP metrics every ten seconds, with the same
/// resource attributes as the profiles.
@NullMarked
package dev.podflame.agent.usage;

import org.jspecify.annotations.NullMarked;
