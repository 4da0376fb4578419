/// Finds the processes of this machine and what they are: container, systemd unit, program, runtime.
///
/// In: /proc, cgroup paths, container names from Docker's socket. Out: the table of selected processes with the
/// attributes that name their series. Of a process that isn't selected nothing is read beyond what matching needs.
@NullMarked
package dev.podflame.agent.process;

import org.jspecify.annotations.NullMarked;
