package dev.podflame.agent.process;

import dev.podflame.agent.target.Decision;
import org.jspecify.annotations.Nullable;

/// What the scanner remembers of a running process.
///
/// @param stat its state at the last look
/// @param readMillis when that was, milliseconds since the epoch
/// @param decision whether it is profiled
/// @param executable path of its executable; empty for a kernel thread
/// @param selected present exactly if it is profiled
/// @param looks how often it was looked at
/// @param nextLookNanos when to look again, as System.nanoTime
record Tracked(
        ProcStat stat,
        long readMillis,
        Decision decision,
        String executable,
        @Nullable SelectedProcess selected,
        int looks,
        long nextLookNanos) {}
