package dev.podflame.agent.process;

/// A selected process that has ended.
///
/// @param process what it was
/// @param last the last that was read of it while it ran
/// @param readMillis when that was, milliseconds since the epoch
/// @param noticedNanos when its end was noticed, as System.nanoTime
public record EndedProcess(SelectedProcess process, ProcStat last, long readMillis, long noticedNanos) {}
