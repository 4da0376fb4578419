import type { SkippedRow, TargetRow } from '../api/targetTypes.ts';

/** The skip reasons of several targets added up, the most frequent first; an example from any of them. */
export function skippedOf(targets: readonly TargetRow[]): SkippedRow[] {
  const byReason = new Map<string, SkippedRow>();
  for (const { reason, count, example } of targets.flatMap(({ skipped }) => skipped)) {
    const known = byReason.get(reason);
    byReason.set(reason, {
      reason,
      count: count + (known?.count ?? 0),
      example: known?.example ?? example,
    });
  }
  return [...byReason.values()].sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}
