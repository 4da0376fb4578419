package dev.podflame.agent.process;

import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Placement;
import org.jspecify.annotations.Nullable;

/// What the scanner remembers of a running process.
///
/// @param stat its state at the last look
/// @param readMillis when that was, milliseconds since the epoch
/// @param decision whether it is profiled
/// @param placement the containers it is in
/// @param executable path of its executable; empty if that wasn't read, because deciding didn't need it
/// @param selected present exactly if it is profiled
/// @param looks how often it was looked at
/// @param nextLookNanos when to look again, as System.nanoTime
record Tracked(
        ProcStat stat,
        long readMillis,
        Decision decision,
        Placement placement,
        String executable,
        @Nullable SelectedProcess selected,
        int looks,
        long nextLookNanos) {}
