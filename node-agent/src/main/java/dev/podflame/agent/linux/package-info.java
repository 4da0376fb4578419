/// The agent's calls into the kernel that Java has no class for, through the foreign function API.
///
/// In: plain Java values. Out: values, with errno as an [Errno]. Nothing here knows what a process or a sample is.
@NullMarked
package dev.podflame.agent.linux;

import org.jspecify.annotations.NullMarked;
